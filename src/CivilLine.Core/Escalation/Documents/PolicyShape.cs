using System.Text.Json.Nodes;

namespace CivilLine.Escalation.Documents;

/// <summary>The whole document: what may stand in it, where, and what it changes. What is left out is as in the standard policy.</summary>
internal static class PolicyShape
{
    private static readonly Section<Policy> AgentSide = new Section<Policy>("agentSide")
        .Has("alerts", "Whether the agent's own words are scored and may alert. Off unless it is turned on here.",
            new Flag(), policy => policy.ScoreAgent, (policy, scored) => policy with { ScoreAgent = scored });

    public static readonly Section<Draft> Document = With(
            new Section<Draft>()
                .Has("name", "A short name for this policy; with a hash of the document it is the version on every decision.",
                    new PolicyName(), draft => draft.Name, (draft, name) => draft with { Name = name }, required: true)
                .Has("about", "What this policy is for, in the centre's own words.",
                    new Words(2_000), _ => "", (draft, _) => draft),
            draft => draft.Centre, (draft, centre) => draft with { Centre = centre })
        .Has("teams", "What single teams have otherwise, by the id under which sources name them. Each starts from the policy above.",
            new Named<Policy>(With(new Section<Policy>("team"), policy => policy, (_, policy) => policy), "^[A-Za-z0-9._:-]{1,128}$", "a team's id", 200),
            draft => new NamedValues<Policy>(draft.Centre, draft.Teams), (draft, teams) => draft with { Teams = teams.All });

    public static JsonObject Schema()
    {
        var definitions = new Definitions();
        var document = Document.Schema(definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "CivilLine policy",
            ["description"] = "What a centre's conduct policy may say. Lengths of time are bounded and some members depend on each other: 'civilline policy check' knows all of it.",
        };
        foreach (var (name, value) in document)
            schema[name] = value?.DeepClone();
        schema["$defs"] = definitions.ToJson();
        return schema;
    }

    private static Section<T> With<T>(Section<T> section, Func<T, Policy> get, Func<T, Policy, T> set) => section
        .Has("agentSide", "The agent's own words. They never move the ladder up.", AgentSide, get, set)
        .Has("categories", "What each category counts for.", CategoryShape.All,
            whole => get(whole).Rules, (whole, rules) => set(whole, get(whole) with { Rules = rules }))
        .Has("alerts", "When an alert is held, and when repetition makes it worse.", AlertShape.Alerts, get, set)
        .Has("work", "How long alerts and calls for help may wait for people.", AlertShape.Work,
            whole => get(whole).Work, (whole, work) => set(whole, get(whole) with { Work = work }))
        .Has("notifications", "When pages keep still. Never for what is critical, a threat or a caller in danger, and no alert is held back.",
            AlertShape.Notifications, whole => get(whole).Work, (whole, work) => set(whole, get(whole) with { Work = work }))
        .Has("care", "When a break is suggested after hard calls, and how a request for one is treated.", CareShape.Care,
            whole => get(whole).Care, (whole, care) => set(whole, get(whole) with { Care = care }))
        .Has("ladder", "The steps: caution (a notice), warn, finalWarning, mayEnd.", LadderShape.Ladder, get, set)
        .Has("phrases", "Wordings that the centre knows better than the model.", PhraseShape.Phrases,
            whole => get(whole).Phrases, (whole, phrases) => set(whole, get(whole) with { Phrases = phrases }))
        .Has("texts", "What the agent reads and may say.", TextShape.Texts,
            whole => get(whole).Texts, (whole, texts) => set(whole, get(whole) with { Texts = texts }))
        .Has("languages", "The same in other languages, by tag, such as de or de-AT; what is left out is as in texts.",
            new Named<PolicyTexts>(TextShape.Texts, "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", "a language tag such as de or en-GB", 50, tag => tag.ToLowerInvariant()),
            whole => new NamedValues<PolicyTexts>(get(whole).Texts, get(whole).Translations),
            (whole, texts) => set(whole, get(whole) with { Translations = texts.All }));
}
