using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Care;

/// <summary>One confirmed moment of abuse aimed at an agent, with the call that it was on.</summary>
internal sealed record HardMoment(
    string AgentId, DateTimeOffset At, Severity Severity, long CallKey, DateTimeOffset StartedAt, DateTimeOffset LastHeardAt,
    DateTimeOffset? EndedAt, CallParty? EndedBy, LadderStep Step);

/// <summary>When an agent was on a call.</summary>
internal readonly record struct CallSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>Adds up what one agent had to bear. Pure.</summary>
internal static class Exposures
{
    /// <summary>Rosters are not known here: so long without a call is the time between two shifts.</summary>
    public static readonly TimeSpan BetweenShifts = TimeSpan.FromHours(5);

    /// <returns>When the shift began that goes on at <paramref name="now"/>; null where none does.</returns>
    public static DateTimeOffset? ShiftStart(IEnumerable<CallSpan> calls, DateTimeOffset now)
    {
        var start = now;
        var any = false;
        foreach (var call in calls.OrderByDescending(call => call.To))
        {
            if (start - call.To >= BetweenShifts)
                break;
            any = true;
            start = call.From < start ? call.From : start;
        }
        return any ? start : null;
    }

    public static Exposure Of(IEnumerable<HardMoment> moments, DateTimeOffset from, DateTimeOffset to)
    {
        var within = moments.Where(moment => moment.At >= from && moment.At <= to).ToList();
        if (within.Count == 0)
            return Exposure.None;
        var calls = within.DistinctBy(moment => moment.CallKey).ToList();
        var minutes = calls.Sum(call => Overlap(call, from, to).TotalMinutes);
        return new Exposure(
            calls.Count,
            Math.Round(minutes, 1),
            within.Count(moment => moment.Severity == Severity.Serious),
            within.Count(moment => moment.Severity == Severity.Critical),
            calls.Count(call => call is { Step: > LadderStep.Calm, EndedBy: CallParty.Agent or CallParty.Supervisor }));
    }

    private static TimeSpan Overlap(HardMoment call, DateTimeOffset from, DateTimeOffset to)
    {
        var end = call.EndedAt ?? call.LastHeardAt;
        var (first, last) = (call.StartedAt > from ? call.StartedAt : from, end < to ? end : to);
        return last > first ? last - first : TimeSpan.Zero;
    }
}
