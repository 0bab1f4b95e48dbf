namespace CivilLine.Escalation;

/// <summary>Something that takes a call a step down.</summary>
/// <param name="Kind"><c>quiet</c>, <c>apology</c> or <c>dismissal</c>.</param>
/// <param name="At">When quiet does, if nothing more is said; null for the others.</param>
/// <param name="AlertId">The alert whose dismissal does; null for the others.</param>
public sealed record LadderRelief(string Kind, string Text, LadderStep To, DateTimeOffset? At = null, string? AlertId = null)
{
    internal static IReadOnlyList<LadderRelief> Of(
        LadderState ladder, Policy policy, IEnumerable<(Alert Alert, Breach Breach)> breaches, DateTimeOffset now)
    {
        if (ladder.Frozen || ladder.Step == LadderStep.Calm)
            return [];
        var reliefs = new List<LadderRelief>();
        if (Ladder.QuietSince(ladder) is { } quiet)
            reliefs.Add(new("quiet", "Nothing against the policy is said until then.", ladder.Step - 1, quiet + policy.Ladder.Holds(ladder.Step)));
        if (policy.Ladder.ApologyLowers)
            reliefs.Add(new("apology", "The caller apologises for how they spoke.", ladder.Step - 1));
        // Tried out rather than told: whatever the ladder would do with a dismissal, this is what it does.
        foreach (var (alert, breach) in breaches)
        {
            if (Ladder.Step(ladder, new Retraction(breach, "dismissed"), policy, now).Move is { } move && move.To < ladder.Step)
                reliefs.Add(new("dismissal", "This alert is dismissed as a false alarm.", move.To, AlertId: alert.Id));
        }

        return reliefs;
    }
}
