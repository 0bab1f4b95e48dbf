using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.WhatIf;

/// <summary>What of a past call another policy or model would decide anew: what was said, when, and that the agent said the warning.</summary>
/// <param name="Fragments">Every accepted revision, in order of arrival.</param>
internal sealed record PastCall(CallFacts Facts, IReadOnlyList<ScoredFragment> Fragments, IReadOnlyList<DateTimeOffset> WarningsSaid);

/// <param name="Alerts">Those that stand at the end.</param>
/// <param name="Step">The highest that the call reached.</param>
internal sealed record Verdict(IReadOnlyList<Alert> Alerts, LadderStep Step);

/// <summary>
/// Decides a past call again, from its events alone. What supervisors did about its alerts is left out: they would have
/// had other alerts before them.
/// </summary>
internal static class CallReplay
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    public static Verdict Of(PastCall call, WindowScorer scorer, PolicyBook policies)
    {
        var facts = call.Facts;
        var first = call.Fragments.Count > 0 && call.Fragments[0].ReceivedAt < facts.StartedAt ? call.Fragments[0].ReceivedAt : facts.StartedAt;
        var monitor = new CallMonitor(facts.CallId, facts.StartedAt, scorer, policies);
        monitor.Apply(
            new CallStarted
            {
                CallId = facts.CallId, AgentId = facts.AgentId, Team = facts.Team, Queue = facts.Queue, StartedAt = facts.StartedAt,
                Language = facts.Language, Caller = facts.Caller,
            },
            first);
        var clock = first;
        foreach (var (at, apply) in Events(call))
        {
            clock = at > clock ? at : clock;
            apply(monitor, clock);
        }
        monitor.Tick(clock + Settling);
        var changes = monitor.TakeChanges();
        return new Verdict(
            [.. (changes?.Alerts ?? []).GroupBy(change => change.Alert.Id).Select(alert => alert.Last().Alert)
                .Where(alert => alert.Detection == Detection.Confirmed)],
            (changes?.Moves ?? []).Select(move => move.To).Append(LadderStep.Calm).Max());
    }

    private static IEnumerable<(DateTimeOffset At, Action<CallMonitor, DateTimeOffset> Apply)> Events(PastCall call)
    {
        var events = call.Fragments.Where(one => !one.Late).Select(Said)
            .Concat(call.WarningsSaid.Select(at => (at, (Action<CallMonitor, DateTimeOffset>)((monitor, now) => monitor.Act(new WarningSaid("agent"), now)))))
            // OrderBy is stable: what arrived in one millisecond stays in the order in which it arrived.
            .OrderBy(one => one.Item1);
        var end = new CallEnded { CallId = call.Facts.CallId, EndedAt = call.Facts.EndedAt, EndedBy = call.Facts.EndedBy ?? CallParty.Unknown };
        return events
            .Append((call.Facts.EndedAt ?? call.Facts.LastHeardAt, (monitor, now) => monitor.Apply(end, now)))
            .Concat(call.Fragments.Where(one => one.Late).Select(Said));
    }

    private static (DateTimeOffset, Action<CallMonitor, DateTimeOffset>) Said(ScoredFragment one) =>
        (one.ReceivedAt, (monitor, now) => monitor.Apply(one.Fragment, now));
}
