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

/// <summary>Decides a past call again, from its events alone.</summary>
internal static class CallReplay
{
    public static Verdict Of(PastCall call, WindowScorer scorer, PolicyBook policies)
    {
        var facts = call.Facts;
        var first = call.Fragments.Count > 0 && call.Fragments[0].ReceivedAt < facts.StartedAt ? call.Fragments[0].ReceivedAt : facts.StartedAt;
        var decider = new CallDecider(facts, first, scorer, policies);
        foreach (var apply in Events(call))
            apply(decider);
        return decider.Settle();
    }

    private static IEnumerable<Action<CallDecider>> Events(PastCall call)
    {
        var events = call.Fragments.Where(one => !IsAfterEnd(call, one)).Select(one => (At: one.ReceivedAt, Apply: Said(one)))
            .Concat(call.WarningsSaid.Select(at => (At: at, Apply: (Action<CallDecider>)(decider => decider.WarningSaid(at)))))
            // OrderBy is stable: what arrived in one millisecond stays in the order in which it arrived.
            .OrderBy(one => one.At).Select(one => one.Apply);
        var end = new CallEnded { CallId = call.Facts.CallId, EndedAt = call.Facts.EndedAt, EndedBy = call.Facts.EndedBy ?? CallParty.Unknown };
        return events
            .Append(decider => decider.Apply(end, call.Facts.EndedAt ?? call.Facts.LastHeardAt))
            .Concat(call.Fragments.Where(one => IsAfterEnd(call, one)).Select(Said));
    }

    /// <summary>Late is also what came long after words that were said after it.</summary>
    private static bool IsAfterEnd(PastCall call, ScoredFragment one) => one.Late && one.ReceivedAt >= call.Facts.EndedAt;

    private static Action<CallDecider> Said(ScoredFragment one) => decider => decider.Apply(one.Fragment, one.ReceivedAt);
}
