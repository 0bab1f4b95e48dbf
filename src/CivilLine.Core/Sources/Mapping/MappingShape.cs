using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>The whole mapping file: what may stand in it and where.</summary>
internal static class MappingShape
{
    private const int MostRules = 16;

    private static readonly string[] Speakers = ["customer", "agent", "unknown"];
    private static readonly string[] Parties = ["customer", "agent", "supervisor", "unknown"];
    private static readonly string[] Flags = ["true", "false"];

    private static readonly ValueShape Text = new("text");
    private static readonly TimeShape Offset = new("time");
    private static readonly TimeShape Moment = new("moment", isMoment: true);

    private static readonly Section<FragmentRule> Fragment = Rule(new Section<FragmentRule>("fragment"),
            (rule, when) => rule with { When = when }, (rule, each) => rule with { Each = each })
        .Has("callId", "The call's id, where it stands elsewhere than the file's own callId says.", Text, rule => rule.CallId, (rule, id) => rule with { CallId = id })
        .Has("utteranceId", "The utterance's id, the same from its first interim to its final.",
            new UtteranceShape(), rule => rule.UtteranceId, (rule, id) => rule with { UtteranceId = id }, required: true)
        .Has("text", "What was said.", Text, rule => rule.Text, (rule, text) => rule with { Text = text }, required: true)
        .Has("isFinal", "Whether the words will stay as they are; true where nothing is said here.",
            new ValueShape("flag", Flags), rule => rule.IsFinal, (rule, isFinal) => rule with { IsFinal = isFinal })
        .Has("revision", "A number from 0 to 999 that grows with each new text of one utterance. Left out, it is found: finals win over interims, later interims over earlier ones.",
            Text, rule => rule.Revision, (rule, revision) => rule with { Revision = revision })
        .Has("speaker", "Who speaks: customer, agent or unknown. What the source's Speakers option says of the vendor's value goes first.",
            new ValueShape("speaker", Speakers), rule => rule.Speaker, (rule, speaker) => rule with { Speaker = speaker })
        .Has("start", "When the words begin.", Offset, rule => rule.Start, (rule, start) => rule with { Start = start })
        .Has("end", "When they end.", Offset, rule => rule.End, (rule, end) => rule with { End = end })
        .Has("length", "How long they last, where the message says that and not their end.",
            new TimeShape("length", isLength: true), rule => rule.Length, (rule, length) => rule with { Length = length })
        .Has("sequence", "A number that grows by one with each message of a call, by which gaps are found.", Text, rule => rule.Sequence, (rule, sequence) => rule with { Sequence = sequence })
        .Has("confidence", "How sure the recogniser is, from 0 to 1.", Text, rule => rule.Confidence, (rule, confidence) => rule with { Confidence = confidence })
        .Has("language", "A tag such as en or en-GB.", Text, rule => rule.Language, (rule, language) => rule with { Language = language });

    private static readonly Section<StartRule> Start = Rule(new Section<StartRule>("started"),
            (rule, when) => rule with { When = when }, (rule, each) => rule with { Each = each })
        .Has("callId", "As in fragments.", Text, rule => rule.CallId, (rule, id) => rule with { CallId = id })
        .Has("agentId", "Who takes the call.", Text, rule => rule.AgentId, (rule, agent) => rule with { AgentId = agent })
        .Has("team", "The agent's team.", Text, rule => rule.Team, (rule, team) => rule with { Team = team })
        .Has("queue", "The queue that it came by.", Text, rule => rule.Queue, (rule, queue) => rule with { Queue = queue })
        .Has("language", "The language that is spoken.", Text, rule => rule.Language, (rule, language) => rule with { Language = language })
        .Has("caller", "An opaque id of who calls; never a number or a name.", Text, rule => rule.Caller, (rule, caller) => rule with { Caller = caller })
        .Has("startedAt", "When it began.", Moment, rule => rule.StartedAt, (rule, at) => rule with { StartedAt = at });

    private static readonly Section<EndRule> End = Rule(new Section<EndRule>("ended"),
            (rule, when) => rule with { When = when }, (rule, each) => rule with { Each = each }, isWhenRequired: true)
        .Has("callId", "As in fragments.", Text, rule => rule.CallId, (rule, id) => rule with { CallId = id })
        .Has("endedAt", "When it ended.", Moment, rule => rule.EndedAt, (rule, at) => rule with { EndedAt = at })
        .Has("endedBy", "Who ended it: customer, agent, supervisor or unknown.", new ValueShape("party", Parties), rule => rule.EndedBy, (rule, by) => rule with { EndedBy = by })
        .Has("reason", "Why, in the vendor's words.", Text, rule => rule.Reason, (rule, reason) => rule with { Reason = reason });

    public static readonly Section<MappingDraft> Document = new Section<MappingDraft>()
        .Has("name", "A short name for this mapping.", new PolicyName(), draft => draft.Mapping.Name, (draft, name) => draft.With(mapping => mapping with { Name = name }), required: true)
        .Has("about", "Which vendor's messages it is for, and where they are described.", new Words(2_000), _ => "", (draft, _) => draft)
        .Has("body", "What a delivery is: json, or form (name=value&…), whose fields are then members.",
            new Choice<BodyKind>(), draft => draft.Mapping.Body, (draft, body) => draft.With(mapping => mapping with { Body = body }))
        .Has("messages", "Where the messages stand in a delivery that wraps one or holds several. $ is then each of them. Where nothing stands there, the delivery is the message.",
            new OneOrMany<MemberPath?>(new MessagesShape(), 8), _ => [], (draft, messages) => draft.With(mapping => mapping with { Messages = [.. messages.OfType<MemberPath>()] }))
        .Has("unpack", "Members that are strings and hold JSON (json), or base64 of it (base64). Other paths go on into them.",
            new UnpackShape(), draft => draft.Strings, (draft, strings) => draft with { Strings = strings })
        .Has("callId", "The call's id. Left out, or where it is missing, the address must say it: ?callId=…", Text,
            draft => draft.Mapping.CallId, (draft, id) => draft.With(mapping => mapping with { CallId = id }))
        .Has("since", "When the call began, where each message says so; for times that are moments. Else the first moment that comes counts as its start.",
            Moment, draft => draft.Mapping.Since, (draft, since) => draft.With(mapping => mapping with { Since = since }))
        .Has("started", "Messages that tell of a call that begins, or who takes it.", new ListOf<StartRule>(Start, MostRules, () => new StartRule()),
            draft => draft.Mapping.Started, (draft, rules) => draft.With(mapping => mapping with { Started = rules }))
        .Has("fragments", "Messages that hold words.", new ListOf<FragmentRule>(Fragment, MostRules, () => new FragmentRule(), least: 1),
            draft => draft.Mapping.Fragments, (draft, rules) => draft.With(mapping => mapping with { Fragments = rules }), required: true)
        .Has("ended", "Messages after which the call is over.", new ListOf<EndRule>(End, MostRules, () => new EndRule()),
            draft => draft.Mapping.Ended, (draft, rules) => draft.With(mapping => mapping with { Ended = rules }));

    public static JsonObject Schema()
    {
        var definitions = new Definitions();
        var document = Document.Schema(definitions);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "CivilLine source mapping",
            ["description"] = "What a vendor's transcript messages are in CivilLine's terms. 'civilline source dry-run --mapping FILE SAMPLE.json' shows what comes of a message.",
        };
        foreach (var (name, value) in document)
            schema[name] = value?.DeepClone();
        schema["$defs"] = definitions.ToJson();
        return schema;
    }

    private static Section<T> Rule<T>(
        Section<T> section, Func<T, IReadOnlyList<MappedCondition>, T> when, Func<T, MemberPath?, T> each, bool isWhenRequired = false)
        where T : MappingRule => section
        .Has("when", "Which messages, or items of 'each', it is for; every one where nothing is said here.", new WhenShape(), rule => rule.When, when, required: isWhenRequired)
        .Has("each", "For messages that hold several: where they stand, with [*]. Paths such as .text then start at each of them.",
            new PathShape(isRelativeTaken: false), rule => rule.Each, each);
}

/// <summary>A mapping as far as it was read.</summary>
internal sealed record MappingDraft(SourceMapping Mapping, IReadOnlyList<OpenedString> Strings)
{
    public static readonly MappingDraft Empty = new(SourceMapping.Empty, []);

    public MappingDraft With(Func<SourceMapping, SourceMapping> change) => this with { Mapping = change(Mapping) };
}
