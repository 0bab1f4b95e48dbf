using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.WhatIf;

/// <summary>
/// Decides one call event by event, beside whatever was decided of it live. What supervisors did about its alerts is left
/// out: they would have had other alerts before them.
/// </summary>
internal sealed class CallDecider
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    private readonly CallMonitor _monitor;
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private LadderStep _step = LadderStep.Calm;
    private DateTimeOffset _clock;

    /// <param name="first">When the first event came; time goes on from there and never back.</param>
    public CallDecider(CallFacts facts, DateTimeOffset first, WindowScorer scorer, PolicyBook policies)
    {
        _clock = first;
        _monitor = new CallMonitor(facts.CallId, facts.StartedAt, scorer, policies);
        Apply(
            new CallStarted
            {
                CallId = facts.CallId, AgentId = facts.AgentId, Team = facts.Team, Queue = facts.Queue, StartedAt = facts.StartedAt,
                Language = facts.Language, Caller = facts.Caller,
            },
            first);
    }

    /// <summary>From the next event on.</summary>
    public void Adopt(PolicyBook policies) => _monitor.Adopt(policies);

    public void Apply(TranscriptEvent e, DateTimeOffset at)
    {
        _monitor.Apply(e, Later(at));
        Take();
    }

    public void WarningSaid(DateTimeOffset at)
    {
        _monitor.Act(new WarningSaid("agent"), Later(at));
        Take();
    }

    /// <summary>What stands once nothing is held back any more.</summary>
    public Verdict Settle()
    {
        _monitor.Tick(_clock + Settling);
        Take();
        return new Verdict([.. _alerts.Values.Where(alert => alert.Detection == Detection.Confirmed)], _step);
    }

    private DateTimeOffset Later(DateTimeOffset at) => _clock = at > _clock ? at : _clock;

    private void Take()
    {
        if (_monitor.TakeChanges() is not { } changes)
            return;
        foreach (var change in changes.Alerts)
            _alerts[change.Alert.Id] = change.Alert;
        foreach (var move in changes.Moves)
            _step = move.To > _step ? move.To : _step;
    }
}
