using CivilLine.Escalation;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.Shadow;

/// <summary>
/// A call decided twice from the same turns, by the model in force and by the second one: whatever differs comes of the
/// models and of nothing else, also where turns were left out or the server was started in the middle of the call.
/// </summary>
internal sealed class ShadowCall(CallFacts facts, DateTimeOffset first, WindowScorer active, WindowScorer shadow, PolicyBook policies)
{
    private readonly CallDecider _active = new(facts, first, active, policies);
    private readonly CallDecider _shadow = new(facts, first, shadow, policies);

    public CallFacts Facts => facts;

    public DateTimeOffset HeardAt { get; private set; } = first;

    public void Hear(ShadowTurn turn, PolicyBook policies)
    {
        foreach (var decider in new[] { _active, _shadow })
        {
            decider.Adopt(policies);
            foreach (var one in turn.Finals)
                decider.Apply(one.Fragment, one.ReceivedAt);
            foreach (var at in turn.WarningsSaid)
                decider.WarningSaid(at);
        }
        HeardAt = turn.Call.LastHeardAt;
    }

    public (Verdict Active, Verdict Shadow) Settle(DateTimeOffset? endedAt, CallParty endedBy)
    {
        var end = new CallEnded { CallId = facts.CallId, EndedAt = endedAt, EndedBy = endedBy };
        foreach (var decider in new[] { _active, _shadow })
            decider.Apply(end, endedAt ?? HeardAt);
        return (_active.Settle(), _shadow.Settle());
    }
}
