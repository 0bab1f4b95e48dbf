using System.Collections.Concurrent;
using CivilLine.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Polly;

namespace CivilLine.Store;

/// <summary>
/// The one writer of calls: many calls' units in one transaction, then those who wait for them are released, then
/// everybody who listens is told. On a thread of its own, because SQLite blocks and the pool must not.
/// </summary>
internal sealed partial class StoreWriter : IHostedService, IDisposable
{
    private readonly BlockingCollection<Waiting> _queue;
    private readonly StoreDatabase _database;
    private readonly CommittedUnits _committed;
    private readonly StoreOptions _options;
    private readonly CivilLineMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<StoreWriter> _log;
    private readonly ResiliencePipeline _pipeline;
    private readonly DataFolder _folder;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private const int TracesMs = 500;

    // What a disk takes at its best changes by the minute, not by the commit.
    private readonly Quickest _quickest = new(TimeSpan.FromSeconds(10));

    private StoreStatements? _statements;
    private long _tracesTriedAt;
    private volatile bool _running;

    public StoreWriter(
        StoreDatabase database, CommittedUnits committed, StoreCondition condition, DataFolder folder, IOptions<StoreOptions> options,
        CivilLineMetrics metrics, TimeProvider time, ILogger<StoreWriter> log)
    {
        (_database, _committed, _folder, Condition) = (database, committed, folder, condition);
        (_options, _metrics, _time, _log) = (options.Value, metrics, time, log);
        _queue = new BlockingCollection<Waiting>(_options.QueueUnits);
        _pipeline = StoreFaults.Pipeline(_options, time, Retrying);
        _metrics.ObserveWriterQueue(() => Queued);
    }

    /// <summary>How many units wait.</summary>
    public int Queued => _queue.Count;

    public bool IsRunning => _running;

    /// <summary>How its commits go.</summary>
    public StoreCondition Condition { get; }

    /// <summary>What a commit took lately when it took least.</summary>
    public TimeSpan QuickestCommit => _quickest.Value;

    /// <summary>Completes once the unit is durable, or could not be made so in reasonable time. Never throws.</summary>
    public Task<StoreResult> WriteAsync(StoreUnit unit)
    {
        var waiting = new Waiting(unit);
        if (!_running || !TryAdd(waiting))
            return Task.FromResult(StoreResult.Busy);
        return waiting.Done.Task;
    }

    /// <summary>Runs what is no unit of a call on the writer's thread, between two commits.</summary>
    /// <returns>Null where it could not be done now.</returns>
    public Task<T?> WorkAsync<T>(Func<StoreStatements, T> work) where T : class
    {
        var done = new TaskCompletionSource<T?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new Waiting(null, statements => done.TrySetResult(statements is null ? null : Try(statements, work)));
        return _running && TryAdd(waiting) ? done.Task : Task.FromResult<T?>(null);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _database.MigrateAsync(cancellationToken);
        _statements = new StoreStatements(_database.ConnectionString, _options, _time);
        if (_options.Synchronous == StoreSynchronous.Normal)
            Log.NotSynced(_log);
        _running = true;
        new Thread(Run) { Name = "store writer", IsBackground = true }.Start();
    }

    /// <summary>What was taken in is still written.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.CompleteAdding();
        return _running ? _stopped.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    public void Dispose()
    {
        _statements?.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<Waiting>(_options.BatchUnits);
        try
        {
            while (TryTake(batch))
            {
                Work(batch);
                if (batch.Count > 0)
                    Commit(batch);
                RemoveTraces();
            }
        }
        catch (Exception exception)
        {
            Log.Died(_log, exception);
        }
        finally
        {
            _running = false;
            _queue.CompleteAdding();
            foreach (var waiting in batch.Concat(_queue.GetConsumingEnumerable()))
            {
                waiting.Work?.Invoke(null);
                waiting.Done.TrySetResult(StoreResult.Busy);
            }
            _stopped.TrySetResult();
        }
    }

    private int Patience => _statements!.HasTraces ? TracesMs : Condition.IsToBeTried ? _options.ProbeMs : Timeout.Infinite;

    private bool TryTake(List<Waiting> batch)
    {
        batch.Clear();
        Waiting? first;
        while (!_queue.TryTake(out first, Patience))
        {
            if (_queue.IsCompleted)
                return false;
            RemoveTraces();
            if (Condition.IsToBeTried)
                Probe();
        }

        batch.Add(first);
        while (batch.Count < _options.BatchUnits && _queue.TryTake(out var next))
            batch.Add(next);
        return true;
    }

    /// <summary>What is no unit of a call, each by itself; what is left of the batch is.</summary>
    private void Work(List<Waiting> batch)
    {
        foreach (var waiting in batch)
            waiting.Work?.Invoke(_statements);
        batch.RemoveAll(waiting => waiting.Work is not null);
    }

    private T? Try<T>(StoreStatements statements, Func<StoreStatements, T> work) where T : class
    {
        try
        {
            return _pipeline.Execute(() => work(statements));
        }
        catch (Exception exception)
        {
            Log.WorkFailed(_log, exception);
            return null;
        }
    }

    /// <summary>Now and then while units come, since it costs a sync, and at last when none do.</summary>
    private void RemoveTraces()
    {
        if (!_statements!.HasTraces || (_queue.Count > 0 && _time.GetElapsedTime(_tracesTriedAt) < TimeSpan.FromMilliseconds(TracesMs)))
            return;
        _tracesTriedAt = _time.GetTimestamp();
        try
        {
            _statements.RemoveTraces();
        }
        catch (SqliteException exception)
        {
            Log.TracesLeft(_log, exception);
        }
    }

    private void Commit(List<Waiting> batch)
    {
        if (TryWrite(batch) is { } committed)
        {
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.SetResult(new StoreResult(true, committed[i].CallKey));
            _committed.Publish(committed);
        }
        else if (batch.Count > 1 && Condition.Trouble is null or { Kind: StoreTroubleKind.Damaged })
        {
            // One unit that cannot be written must not take the others with it.
            foreach (var waiting in batch)
                Commit([waiting]);
        }
        else
        {
            foreach (var waiting in batch)
                waiting.Done.SetResult(StoreResult.Busy);
        }
    }

    /// <summary>Null where nothing was written: because the store cannot be, or because a unit cannot be written at all.</summary>
    private List<CommittedUnit>? TryWrite(List<Waiting> batch)
    {
        try
        {
            var units = batch.ConvertAll(waiting => waiting.Unit!);
            using var activity = Tracing.Commit(units);
            var started = _time.GetTimestamp();
            // While it is known that nothing can be written, whoever comes learns so after one try.
            var committed = Condition.Trouble is null ? _pipeline.Execute(() => _statements!.Write(units)) : _statements!.Write(units);
            Committed();
            var took = _time.GetElapsedTime(started);
            _quickest.Add(took, _time.GetElapsedTime(0));
            _metrics.Committed(units.Count, took);
            return committed;
        }
        catch (Exception exception)
        {
            // Whatever was wrong with one unit, the writer goes on for all others.
            Failed(exception);
            Log.Failed(_log, batch.Count, exception);
            return null;
        }
    }

    /// <summary>Tells a store that takes nothing from a unit that cannot be written, and finds out that the store is well again.</summary>
    private void Probe()
    {
        try
        {
            _statements!.Probe();
            Committed();
        }
        catch (Exception exception)
        {
            Failed(exception, isProbe: true);
            Log.StillFailing(_log, exception);
        }
    }

    private void Committed()
    {
        if (Condition.FailingSince is { } since)
            Log.Resumed(_log, _time.GetUtcNow() - since);
        Condition.Committed(_statements!.LastCommit);
    }

    private void Retrying(Exception exception)
    {
        Log.Retrying(_log, exception);
        if (StoreFaults.Of(exception) is { } trouble)
            Condition.Retrying(StoreFaults.AskSystem(trouble, _folder.Path));
    }

    private void Failed(Exception exception, bool isProbe = false)
    {
        if (StoreFaults.Of(exception) is { } trouble)
            Condition.Failed(StoreFaults.AskSystem(trouble, _folder.Path), _time.GetUtcNow());
        else if (isProbe)
            Condition.Failed(new StoreTrouble(StoreTroubleKind.Refused, (exception as SqliteException)?.SqliteExtendedErrorCode ?? 0), _time.GetUtcNow());
        else
            Probe();
    }

    private bool TryAdd(Waiting waiting)
    {
        try
        {
            return _queue.TryAdd(waiting);
        }
        catch (InvalidOperationException)
        {
            return false; // Completed between the question and the answer: the server is stopping.
        }
    }

    /// <param name="Work">What else is to be done, in place of a unit; given nothing where it cannot be done.</param>
    private sealed record Waiting(StoreUnit? Unit, Action<StoreStatements?>? Work = null)
    {
        public TaskCompletionSource<StoreResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "The store's commit failed and is tried again.")]
        public static partial void Retrying(ILogger logger, Exception exception);

        [LoggerMessage(2002, LogLevel.Error, "The store could not write a commit of {Units} units; what cannot be written alone either is answered busy.")]
        public static partial void Failed(ILogger logger, int units, Exception exception);

        [LoggerMessage(2012, LogLevel.Error, "The store could not erase or rewrite what it was asked to.")]
        public static partial void WorkFailed(ILogger logger, Exception exception);

        [LoggerMessage(2004, LogLevel.Warning, "Redacted words could not be taken out of the database's log yet; it is tried again.")]
        public static partial void TracesLeft(ILogger logger, Exception exception);

        [LoggerMessage(2005, LogLevel.Warning, "The store still cannot be written; it is tried again.")]
        public static partial void StillFailing(ILogger logger, Exception exception);

        [LoggerMessage(2006, LogLevel.Warning, "The store can be written again, after {Time}.")]
        public static partial void Resumed(ILogger logger, TimeSpan time);

        [LoggerMessage(2008, LogLevel.Warning, "Store:Synchronous is Normal: what was acknowledged is lost where the machine loses power before the log is synced.")]
        public static partial void NotSynced(ILogger logger);

        [LoggerMessage(2003, LogLevel.Critical, "The store's writer ended; everything is answered busy from now on.")]
        public static partial void Died(ILogger logger, Exception exception);
    }
}
