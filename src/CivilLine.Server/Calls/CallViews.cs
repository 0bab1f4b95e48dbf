using CivilLine.Escalation;

namespace CivilLine.Calls;

/// <summary>A call as its monitor has it in memory.</summary>
internal static class CallViews
{
    public static CallView Of(CallMonitor monitor, DateTimeOffset now)
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
        };
    }
}
