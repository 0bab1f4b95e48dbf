using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.Shadow;

/// <summary>
/// Lets the second model decide what the first decides, turn by turn while the calls go on, and counts the difference
/// once a call is over. It writes nothing and tells nobody: calls, alerts and acknowledgements are as they were without it.
/// </summary>
internal sealed partial class ShadowWorker(
    ShadowQueue queue, ShadowModel model, IToxicityScorer active, PolicyStore policies, ShadowTally tally, IOptions<ShadowOptions> options,
    ILogger<ShadowWorker> log) : BackgroundWork("shadow model")
{
    private readonly OnceScorer _active = new(active);
    private readonly OnceScorer _shadow = new(model.Scorer);
    private readonly Dictionary<long, ShadowCall> _calls = [];

    protected override void Run()
    {
        tally.Begin(model.Scorer.Model);
        try
        {
            foreach (var turn in queue.Turns(Stopping))
                Take(turn);
        }
        catch (OperationCanceledException)
        {
            // The server stops; calls that were not over are in no count.
        }
    }

    private void Take(ShadowTurn turn)
    {
        try
        {
            Decide(turn);
        }
        catch (Exception exception)
        {
            // One call must not end the thread for all others.
            Log.CallFailed(log, exception);
            _calls.Remove(turn.CallKey);
        }
        finally
        {
            _active.Forget();
            _shadow.Forget();
            tally.Follows(_calls.Count);
        }
    }

    private void Decide(ShadowTurn turn)
    {
        if (!_calls.TryGetValue(turn.CallKey, out var call))
        {
            // What comes of a call that was counted already changes no count.
            if (turn.Finals.Count == 0)
                return;
            MakeRoom();
            _calls[turn.CallKey] = call = new ShadowCall(
                FactsOf(turn), turn.Finals[0].ReceivedAt, new WindowScorer(_active), new WindowScorer(_shadow), policies.Book);
        }
        call.Hear(turn, policies.Book);
        tally.Scored(turn.Finals.Count);
        if (turn.Call.EndedAt is { } endedAt)
            Settle(turn.CallKey, call, endedAt, turn.Call.EndedBy ?? CallParty.Unknown);
    }

    /// <summary>The end of a call may have been left out.</summary>
    private void MakeRoom()
    {
        if (_calls.Count < options.Value.Calls)
            return;
        var (key, silent) = _calls.MinBy(one => one.Value.HeardAt);
        Settle(key, silent, null, CallParty.Unknown);
    }

    private void Settle(long key, ShadowCall call, DateTimeOffset? endedAt, CallParty endedBy)
    {
        _calls.Remove(key);
        var (before, after) = call.Settle(endedAt, endedBy);
        tally.Add(call.Facts, AlertDifference.Of(before.Alerts, after.Alerts));
    }

    private static CallFacts FactsOf(ShadowTurn turn) => new()
    {
        CallId = turn.Call.CallId, AgentId = turn.Call.AgentId, Team = turn.Call.Team, Queue = turn.Call.Queue,
        StartedAt = turn.Call.StartedAt, LastHeardAt = turn.Finals[0].ReceivedAt,
    };

    private static partial class Log
    {
        [LoggerMessage(2321, LogLevel.Warning, "The shadow model could not decide a call; it is left out.")]
        public static partial void CallFailed(ILogger logger, Exception exception);
    }
}
