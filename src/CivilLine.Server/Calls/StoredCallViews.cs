using CivilLine.Escalation;
using CivilLine.Store;
using CivilLine.Transcripts;

namespace CivilLine.Calls;

/// <summary>A call as its row tells it, without the words that only its grain has in memory.</summary>
internal static class StoredCallViews
{
    public static CallView Of(CallRow row, DateTimeOffset now, TimeSpan quietAfter)
    {
        var facts = CallStore.Facts(row);
        return new CallView(
            facts.CallId, facts.AgentId, AgentName: null, facts.Team, facts.Queue, facts.StartedAt, facts.LastHeardAt,
            facts.EndedAt, facts.EndedBy, facts.EndReason, facts.Ladder.Step, facts.Ladder.Rule, facts.Ladder.Frozen,
            Heat: 0, Recent: [], LastWords: null, Speaker.Unknown, SaidMsAgo: null, facts.PeakSeverity, facts.Help,
            new Banner(facts.Ladder.Step, Since: facts.Ladder.Since), OpenAlerts: 0)
        {
            EndedByName = facts.EndedByName,
            EndStep = facts.EndStep,
            Ladder = LadderReasons.Of(facts.Ladder),
            QuietAfterMs = (long)quietAfter.TotalMilliseconds,
            Unscored = facts.Heard?.Unscored ?? 0,
            UnscoredLanguage = facts.Heard?.Language,
            Gaps = CallViews.GapsOf(facts, now),
        };
    }
}
