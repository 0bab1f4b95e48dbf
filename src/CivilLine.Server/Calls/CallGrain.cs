using System.Diagnostics;
using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Privacy;
using CivilLine.Scoring;
using CivilLine.Sources;
using CivilLine.Store;
using CivilLine.Telemetry;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Calls;

/// <summary>
/// Holds a call's <see cref="CallMonitor"/> while it is talked in. Nothing is here that the store does not have: what
/// could not be made durable is forgotten and read again.
/// </summary>
[Orleans.Placement.PreferLocalPlacement]
internal sealed class CallGrain(
    CallStore store,
    StoreWriter writer,
    CallQuota quota,
    WindowScorer scorer,
    ScoringThreads scoring,
    PolicyStore policies,
    Rhythms rhythms,
    IOptions<CallOptions> options,
    TimeProvider time) : Grain, ICallGrain
{
    private CallMonitor? _monitor;
    private string? _owner;
    private long _key;
    private bool _read;
    private bool _isErased;
    private bool _ended;
    private IGrainTimer? _timer;
    private TimeSpan _period;

    private string CallId => this.GetPrimaryKeyString();

    // The store keeps milliseconds; a finer clock here would make a call differ from itself after a restart.
    // Nor may it go back where the machine's was set back before a restart.
    private DateTimeOffset Now
    {
        get
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
            return _monitor?.Facts.LastHeardAt is { } heard && heard > now ? heard : now;
        }
    }

    public async Task<BatchReply> Ingest(EventBatch batch)
    {
        await ReadAsync();
        if (_owner is not null && _owner != batch.KeyId)
            return All(batch, Refusals.Forbidden);
        if (_isErased)
        {
            DeactivateOnIdle();
            return All(batch, Refusals.Erased);
        }
        if (_monitor is null && quota.TryOpen(batch.KeyId) is { } refusal)
        {
            DeactivateOnIdle();
            return All(batch, refusal);
        }
        return await IngestAsync(batch);
    }

    public async Task<ActReply> Act(ActRequest request)
    {
        await ReadAsync();
        if (_monitor is null)
        {
            DeactivateOnIdle();
            return new ActReply(Refusals.NoSuchCall, null);
        }
        var outcome = Change(monitor => monitor.Act(request.Act, Now));
        if (!await KeepAsync(time.GetTimestamp()))
            return new ActReply(Refusals.Busy, null);
        return new ActReply(outcome, CallViews.Of(_monitor, Now, rhythms.Of(_owner!)));
    }

    public async Task Wake()
    {
        await ReadAsync();
        if (_monitor is null)
            return;
        var now = Now;
        Change(monitor => monitor.Tick(now));
        var silence = TimeSpan.FromMinutes(options.Value.SilentMinutes);
        if (_monitor.Facts is { EndedAt: null } facts && now - facts.LastHeardAt >= silence)
            Change(monitor => monitor.Apply(
                new CallEnded { CallId = CallId, EndedAt = now, Reason = $"silent for {silence.TotalMinutes:0.##} minutes" }, now));
        await KeepAsync(time.GetTimestamp());
    }

    public async Task<ErasureResult> Erase(EraseRequest request)
    {
        await ReadAsync();
        if (_monitor is null)
        {
            DeactivateOnIdle();
            return new ErasureResult(_isErased ? ErasureOutcome.ErasedBefore : ErasureOutcome.NotFound);
        }
        if (_monitor.Facts.EndedAt is null)
            return new ErasureResult(ErasureOutcome.Live);
        var result = await writer.WorkAsync(statements => statements.Erase(new Erasure(_key, CallId, request.IdHash, request.Why, Now)));
        // Also where nobody knows whether it was erased: what is in memory must not be written again.
        Forget();
        DeactivateOnIdle();
        return result ?? new ErasureResult(ErasureOutcome.Busy);
    }

    public Task Reread()
    {
        Forget();
        return Task.CompletedTask;
    }

    private async Task<BatchReply> IngestAsync(EventBatch batch)
    {
        var opening = _monitor is null;
        var outcomes = new Outcome[batch.Events.Count];
        var kept = false;
        try
        {
            var trace = await scoring.RunAsync(() => Apply(batch, outcomes));
            kept = await KeepAsync(batch.ReceivedAt, trace);
        }
        finally
        {
            // Half a batch that is not durable must not stay in memory as if it were.
            if (!kept || _key == 0)
                Forget();
            if (opening && _key == 0)
                quota.Close(batch.KeyId);
        }
        if (kept)
            return new BatchReply(outcomes);
        // A duplicate may repeat what this very batch brought, which is not durable either.
        for (var i = 0; i < outcomes.Length; i++)
            if (outcomes[i].Kind != OutcomeKind.Rejected)
                outcomes[i] = Refusals.Busy;
        return new BatchReply(outcomes);
    }

    private ActivityContext Apply(EventBatch batch, Outcome[] outcomes)
    {
        using var activity = Tracing.Score(outcomes.Length, batch.Trace);
        var now = Now;
        _owner = batch.KeyId;
        _monitor ??= new CallMonitor(CallId, now, scorer, policies.Book);
        _monitor.Adopt(policies.Book);
        for (var i = 0; i < outcomes.Length; i++)
            outcomes[i] = _monitor.Apply(batch.Events[i], now);
        return activity?.Context ?? default;
    }

    /// <summary>What broke off half way must not be kept with the next change: the call is read from the store again.</summary>
    private T Change<T>(Func<CallMonitor, T> change)
    {
        try
        {
            _monitor!.Adopt(policies.Book);
            return change(_monitor);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>Makes durable what changed; where that cannot be done, the call is read from the store again.</summary>
    private async Task<bool> KeepAsync(long receivedAt, ActivityContext trace = default)
    {
        if (_monitor!.TakeChanges() is not { } changes)
        {
            KeepTicking();
            return true;
        }
        var unit = new StoreUnit(_key, _owner!, changes, CallViews.Of(_monitor, Now, rhythms.Of(_owner!)), receivedAt, trace);
        var result = await writer.WriteAsync(unit);
        if (!result.Durable)
        {
            Forget();
            return false;
        }
        _key = result.CallKey;
        if (changes.Facts.EndedAt is not null && !_ended)
            quota.Close(_owner!);
        _ended = changes.Facts.EndedAt is not null;
        KeepTicking();
        return true;
    }

    private async Task ReadAsync()
    {
        if (_read)
            return;
        (var found, _isErased) = await store.FindAsync(CallId);
        if (found is { } call)
        {
            (_key, _owner) = (call.Key, call.OwnerKeyId);
            _ended = call.Snapshot.Facts.EndedAt is not null;
            _monitor = CallMonitor.Restore(call.Snapshot, scorer, policies.Book);
            KeepTicking();
        }
        _read = true;
    }

    private void Forget()
    {
        (_monitor, _owner, _key, _read, _isErased, _ended) = (null, null, 0, false, false, false);
        KeepTicking();
    }

    private void KeepTicking()
    {
        var (period, isKeptAlive) = _monitor switch
        {
            { NeedsTick: true } => (TimeSpan.FromMilliseconds(_monitor.IsUrgent ? options.Value.UrgentTickMs : options.Value.TickMs), true),
            { Facts.EndedAt: not null } => (TimeSpan.FromSeconds(options.Value.EndedSeconds), false),
            _ => (Timeout.InfiniteTimeSpan, false),
        };
        // What comes after a call's end gives it its time anew; a tick goes on at its pace.
        if (period != _period || !isKeptAlive)
        {
            _timer?.Dispose();
            _timer = null;
        }

        _period = period;
        if (period != Timeout.InfiniteTimeSpan)
            _timer ??= this.RegisterGrainTimer(
                static (grain, _) => grain.TickAsync(), this, new GrainTimerCreationOptions(period, period) { KeepAlive = isKeptAlive });
    }

    private Task TickAsync()
    {
        if (_monitor is not { NeedsTick: false, Facts.EndedAt: not null })
            return Wake();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private static BatchReply All(EventBatch batch, Outcome outcome)
    {
        var outcomes = new Outcome[batch.Events.Count];
        Array.Fill(outcomes, outcome);
        return new BatchReply(outcomes);
    }
}
