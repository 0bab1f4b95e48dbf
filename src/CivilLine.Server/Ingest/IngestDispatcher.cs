using System.Diagnostics;
using System.Runtime.InteropServices;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Health;
using CivilLine.Security;
using CivilLine.Telemetry;
using CivilLine.Transcripts;

namespace CivilLine.Ingest;

/// <summary>Takes events to their calls: in order within a call, calls beside each other.</summary>
internal sealed partial class IngestDispatcher(
    IGrainFactory grains, IngestGate gate, Roster roster, SourceWatch sources, CivilLineMetrics metrics, TimeProvider time,
    ILogger<IngestDispatcher> log)
{
    // A grain's turn scores all of its batch, and a turn of much more than a few milliseconds starves the others.
    private const int EventsPerTurn = 32;

    /// <summary>How many of its events a sender hands in at a time, where it waits for the answers to them.</summary>
    public int Slice => gate.Slice;

    /// <summary>How long an event may be in hand, and in a flood how long it may have waited before.</summary>
    public TimeSpan Target => gate.Target;

    public Task<Outcome[]> SendAsync(string keyId, IReadOnlyList<TranscriptEvent> events, CancellationToken cancellationToken) =>
        SendAsync(keyId, events, default, cancellationToken);

    /// <param name="taken">What is known of the sender, and of how long these have waited already.</param>
    /// <returns>One outcome an event, in order, once what was accepted is durable.</returns>
    public async Task<Outcome[]> SendAsync(
        string keyId, IReadOnlyList<TranscriptEvent> events, Taken taken, CancellationToken cancellationToken)
    {
        var outcomes = new Outcome[events.Count];
        if (outcomes.Length == 0)
            return outcomes;
        var receivedAt = time.GetTimestamp() - (long)(taken.Waited.TotalSeconds * time.TimestampFrequency);
        using var activity = Tracing.Ingest();
        using var sender = gate.Begin();
        var held = new HashSet<string>(StringComparer.Ordinal);
        var outside = OutsideScope(keyId, events);
        for (var from = 0; from < outcomes.Length;)
        {
            var to = Math.Min(outcomes.Length, from + gate.Slice);
            var calls = ByCall(events, outcomes, from, to, held, outside, taken.IsFlood || gate.IsPressed);
            using var lease = calls.Count == 0
                ? null
                : await gate.EnterAsync(keyId, calls.Values.Sum(call => call.Count), taken, cancellationToken);
            if (lease is not null)
                await Task.WhenAll(calls.Select(call => SendAsync(keyId, call.Key, call.Value, events, outcomes, receivedAt)));
            else
                Refuse(calls, events, outcomes);
            for (; from < to; from++)
                if (Refusals.HoldsUp(outcomes[from]))
                    held.Add(events[from].CallId);
        }

        Count(keyId, outcomes);
        return outcomes;
    }

    /// <summary>Counts what is no event at all beside what its call refused.</summary>
    public void Refused(string keyId, ReadOnlySpan<Outcome> outcomes)
    {
        if (!outcomes.IsEmpty)
            Count(keyId, outcomes);
    }

    /// <summary>Counts so many that were not read, for one reason.</summary>
    public void Refused(string keyId, in Outcome outcome, int events = 1)
    {
        metrics.Rejected(outcome.Code!, events);
        sources.Of(keyId).Refused(outcome.Code!, events);
    }

    private void Count(string keyId, ReadOnlySpan<Outcome> outcomes)
    {
        foreach (var outcome in outcomes)
            if (outcome.Kind == OutcomeKind.Rejected)
                metrics.Rejected(outcome == Refusals.Shed ? "shed" : outcome.Code!);
        sources.Of(keyId).Answered(outcomes);
    }

    /// <summary>Calls of teams that a key is not for: none of what this batch has of them is taken.</summary>
    private HashSet<string>? OutsideScope(string keyId, IReadOnlyList<TranscriptEvent> events)
    {
        HashSet<string>? outside = null;
        List<string>? teams = null;
        foreach (var one in events)
            if (one is CallStarted { Team: { } team })
            {
                teams ??= roster.FindKeyById(keyId)?.Teams ?? [];
                if (teams.Count > 0 && !teams.Contains(team))
                    (outside ??= new HashSet<string>(StringComparer.Ordinal)).Add(one.CallId);
            }
        return outside;
    }

    private async Task SendAsync(
        string keyId, string callId, List<int> places, IReadOnlyList<TranscriptEvent> events, Outcome[] outcomes,
        long receivedAt)
    {
        var grain = grains.GetGrain<ICallGrain>(callId);
        for (var from = 0; from < places.Count; from += EventsPerTurn)
        {
            var turn = places.GetRange(from, Math.Min(EventsPerTurn, places.Count - from));
            var answers = await AskAsync(grain, new EventBatch(keyId, turn.ConvertAll(place => events[place]), receivedAt, Activity.Current?.Id));
            var busy = answers is null;
            for (var i = 0; i < turn.Count; i++)
            {
                outcomes[turn[i]] = answers is null ? Refusals.Busy : answers[i];
                busy |= outcomes[turn[i]].Code == Refusals.BusyCode;
            }
            if (!busy)
                continue;
            // What follows must not overtake what will be sent again.
            foreach (var place in CollectionsMarshal.AsSpan(places)[(from + turn.Count)..])
                outcomes[place] = Refusals.Busy;
            return;
        }
    }

    /// <summary>Null where the grain did not answer, which means "unknown": busy, and to send it again is harmless.</summary>
    private async Task<IReadOnlyList<Outcome>?> AskAsync(ICallGrain grain, EventBatch batch)
    {
        try
        {
            return (await grain.Ingest(batch)).Outcomes;
        }
        catch (Exception exception)
        {
            Log.Unanswered(log, exception);
            return null;
        }
    }

    /// <summary>
    /// Where the events of each call stand, in order. Interims are the first to be shed: what they say comes again with the
    /// next revision, and then for good with the final.
    /// </summary>
    private static Dictionary<string, List<int>> ByCall(
        IReadOnlyList<TranscriptEvent> events, Outcome[] outcomes, int from, int to, HashSet<string> held,
        HashSet<string>? outside, bool shedsInterims)
    {
        var calls = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            if (outside?.Contains(events[i].CallId) == true)
                outcomes[i] = Refusals.OutsideScope;
            else if (held.Contains(events[i].CallId))
                outcomes[i] = Refusals.Busy;
            else if (shedsInterims && IsInterim(events[i]))
                outcomes[i] = Refusals.Shed;
            else
                (CollectionsMarshal.GetValueRefOrAddDefault(calls, events[i].CallId, out _) ??= []).Add(i);
        }

        return calls;
    }

    private static void Refuse(Dictionary<string, List<int>> calls, IReadOnlyList<TranscriptEvent> events, Outcome[] outcomes)
    {
        foreach (var place in calls.Values.SelectMany(places => places))
            outcomes[place] = IsInterim(events[place]) ? Refusals.Shed : Refusals.Full;
    }

    private static bool IsInterim(TranscriptEvent e) => e is Fragment { IsFinal: false };

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "A call did not answer; its events were answered busy.")]
        public static partial void Unanswered(ILogger logger, Exception exception);
    }
}
