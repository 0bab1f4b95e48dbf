namespace CivilLine.Escalation.Documents;

internal static class TextShape
{
    private const int Most = 400;

    private static readonly Section<StepText> Step = new Section<StepText>("stepText")
        .Has("may", "What the policy lets the agent do now.", new Words(Most), text => text.May, (text, may) => text with { May = may })
        .Has("say", "The sentence to say; \"\" for none.", new Words(Most, least: 0),
            text => text.Say ?? "", (text, say) => text with { Say = say.Length == 0 ? null : say });

    private static readonly Section<HeadlineTexts> Headlines = new Section<HeadlineTexts>("headlines")
        .Has("swearing", "Swearing at nobody in particular.", Line(), texts => texts.Swearing, (texts, text) => texts with { Swearing = text })
        .Has("swearingAtAgent", "Swearing at the agent.", Line(), texts => texts.SwearingAtAgent, (texts, text) => texts with { SwearingAtAgent = text })
        .Has("threat", "A threat.", Line(), texts => texts.Threat, (texts, text) => texts with { Threat = text })
        .Has("threatAtAgent", "A threat against the agent.", Line(), texts => texts.ThreatAtAgent, (texts, text) => texts with { ThreatAtAgent = text })
        .Has("hostility", "Contempt for the agent.", Line(), texts => texts.Hostility, (texts, text) => texts with { Hostility = text })
        .Has("discrimination", "A discriminatory remark.", Line(), texts => texts.Discrimination, (texts, text) => texts with { Discrimination = text })
        .Has("sexual", "A sexual remark.", Line(), texts => texts.Sexual, (texts, text) => texts with { Sexual = text })
        .Has("safeguarding", "A caller who may be in danger.", Line(), texts => texts.Safeguarding, (texts, text) => texts with { Safeguarding = text })
        .Has("escalation", "A threat to the company: publicity, lawyers, regulators.", Line(), texts => texts.Escalation, (texts, text) => texts with { Escalation = text })
        .Has("breach", "Where nothing more can be said.", Line(), texts => texts.Breach, (texts, text) => texts with { Breach = text })
        .Has("second", "Put behind a headline at the second breach.", Line(), texts => texts.Second, (texts, text) => texts with { Second = text })
        .Has("further", "Put behind a headline from the third breach on; {n} is its number.", Line(), texts => texts.Further, (texts, text) => texts with { Further = text });

    public static readonly Section<PolicyTexts> Texts = new Section<PolicyTexts>("texts")
        .Has("caution", "On the first step.", Step, texts => texts.Caution, (texts, text) => texts with { Caution = text })
        .Has("warn", "When a warning may be given.", Step, texts => texts.Warn, (texts, text) => texts with { Warn = text })
        .Has("warned", "Once it was.", Step, texts => texts.Warned, (texts, text) => texts with { Warned = text })
        .Has("finalWarning", "When the final warning may be given.", Step, texts => texts.FinalWarning, (texts, text) => texts with { FinalWarning = text })
        .Has("finallyWarned", "Once it was.", Step, texts => texts.FinallyWarned, (texts, text) => texts with { FinallyWarned = text })
        .Has("mayEnd", "When the call may be ended.", Step, texts => texts.MayEnd, (texts, text) => texts with { MayEnd = text })
        .Has("threat", "After a threat of violence.", Step, texts => texts.Threat, (texts, text) => texts with { Threat = text })
        .Has("safeguarding", "While a caller may be in danger.", Step, texts => texts.Safeguarding, (texts, text) => texts with { Safeguarding = text })
        .Has("escalation", "After a threat to the company.", Step, texts => texts.Escalation, (texts, text) => texts with { Escalation = text })
        .Has("awaits", "While a supervisor has yet to agree to the next step.", Step, texts => texts.Awaits, (texts, text) => texts with { Awaits = text })
        .Has("support", "After a hard call.", Step, texts => texts.Support, (texts, text) => texts with { Support = text })
        .Has("headlines", "What happened, as conduct and never as a feeling.", Headlines, texts => texts.Headlines, (texts, headlines) => texts with { Headlines = headlines });

    private static Words Line() => new(120);
}
