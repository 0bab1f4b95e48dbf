using CivilLine.Escalation;

namespace CivilLine.Calls;

/// <summary>A call as its monitor has it in memory.</summary>
internal static class CallViews
{
    public static CallView Of(CallMonitor monitor, DateTimeOffset now, TimeSpan quietAfter)
    {
        var facts = monitor.Facts;
        return new CallView(
            facts.CallId, facts.AgentId, AgentName: null, facts.Team, facts.Queue, facts.StartedAt, facts.LastHeardAt,
            facts.EndedAt, facts.EndedBy, facts.EndReason, facts.Ladder.Step, facts.Ladder.Rule, facts.Ladder.Frozen,
            monitor.Heat(now), monitor.Recent, monitor.LastWords, monitor.LastSpeaker, monitor.SaidMsAgo,
            facts.PeakSeverity, facts.Help, monitor.Banner(now), monitor.OpenAlerts.Count)
        {
            EndedByName = facts.EndedByName,
            EndStep = facts.EndStep,
            Ladder = monitor.Reasons(now),
            QuietAfterMs = (long)quietAfter.TotalMilliseconds,
            Unscored = facts.Heard?.Unscored ?? 0,
            UnscoredLanguage = facts.Heard?.Language,
            Gaps = GapsOf(facts, now),
        };
    }

    /// <summary>What is only late fills its gap within moments, and is not shown as missing before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int MostGaps = 30;

    public static IReadOnlyList<GapView> GapsOf(CallFacts facts, DateTimeOffset now) => facts.Heard is not { } heard ? [] :
        [.. heard.Numbers.SelectMany(numbers => numbers.Gaps)
            .Where(gap => facts.EndedAt is not null || now - gap.Since >= Patience)
            .OrderBy(gap => gap.AtMs).TakeLast(MostGaps)
            .Select(gap => new GapView(gap.From, gap.To, gap.AtMs))];
}
