namespace CivilLine.Sources.Mapping;

/// <summary>Lets every path of a mapping go on into the strings that it says are packed.</summary>
internal static class MappingOpening
{
    public static SourceMapping Opening(this SourceMapping mapping, IReadOnlyList<OpenedString> strings) => strings.Count == 0 ? mapping : mapping with
    {
        CallId = mapping.CallId?.Opening(strings),
        Since = mapping.Since?.Opening(strings),
        Started = [.. mapping.Started.Select(rule => rule with
        {
            When = rule.When.Opening(strings),
            Each = rule.Each?.Opening(strings),
            CallId = rule.CallId?.Opening(strings),
            AgentId = rule.AgentId?.Opening(strings),
            Team = rule.Team?.Opening(strings),
            Queue = rule.Queue?.Opening(strings),
            Language = rule.Language?.Opening(strings),
            Caller = rule.Caller?.Opening(strings),
            StartedAt = rule.StartedAt?.Opening(strings),
        })],
        Fragments = [.. mapping.Fragments.Select(rule => rule with
        {
            When = rule.When.Opening(strings),
            Each = rule.Each?.Opening(strings),
            CallId = rule.CallId?.Opening(strings),
            UtteranceId = new UtteranceName(rule.UtteranceId.Value?.Opening(strings), rule.UtteranceId.UntilFinal?.Opening(strings)),
            Text = rule.Text?.Opening(strings),
            IsFinal = rule.IsFinal?.Opening(strings),
            Revision = rule.Revision?.Opening(strings),
            Speaker = rule.Speaker?.Opening(strings),
            Start = rule.Start?.Opening(strings),
            End = rule.End?.Opening(strings),
            Length = rule.Length?.Opening(strings),
            Sequence = rule.Sequence?.Opening(strings),
            Confidence = rule.Confidence?.Opening(strings),
            Language = rule.Language?.Opening(strings),
        })],
        Ended = [.. mapping.Ended.Select(rule => rule with
        {
            When = rule.When.Opening(strings),
            Each = rule.Each?.Opening(strings),
            CallId = rule.CallId?.Opening(strings),
            EndedAt = rule.EndedAt?.Opening(strings),
            EndedBy = rule.EndedBy?.Opening(strings),
            Reason = rule.Reason?.Opening(strings),
        })],
    };

    private static IReadOnlyList<MappedCondition> Opening(this IReadOnlyList<MappedCondition> when, IReadOnlyList<OpenedString> strings) =>
        [.. when.Select(condition => condition with { Path = condition.Path.Opening(strings) })];
}
