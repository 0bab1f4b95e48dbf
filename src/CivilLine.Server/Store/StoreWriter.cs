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
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private const int TracesMs = 500;

    // What a disk takes at its best changes by the minute, not by the commit.
    private readonly Quickest _quickest = new(TimeSpan.FromSeconds(10));

    private StoreStatements? _statements;
    private long _tracesTriedAt;
    private volatile bool _running;
    private volatile bool _failing;

    public StoreWriter(
        StoreDatabase database, CommittedUnits committed, IOptions<StoreOptions> options,
        CivilLineMetrics metrics, TimeProvider time, ILogger<StoreWriter> log)
    {
        (_database, _committed, _options, _metrics, _time, _log) = (database, committed, options.Value, metrics, time, log);
        _queue = new BlockingCollection<Waiting>(_options.QueueUnits);
        _pipeline = StoreFaults.Pipeline(_options, time, exception => Log.Retrying(_log, exception));
        _metrics.ObserveWriterQueue(() => Queued);
    }

    /// <summary>How many units wait.</summary>
    public int Queued => _queue.Count;

    public bool IsRunning => _running;

    /// <summary>Whether the last commit could not be made.</summary>
    public bool IsFailing => _failing;

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

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _database.MigrateAsync(cancellationToken);
        _statements = new StoreStatements(_database.ConnectionString, _options.LockWaitMs);
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
                waiting.Done.TrySetResult(StoreResult.Busy);
            _stopped.TrySetResult();
        }
    }

    private bool TryTake(List<Waiting> batch)
    {
        batch.Clear();
        Waiting? first;
        while (!_queue.TryTake(out first, _statements!.HasTraces ? TracesMs : Timeout.Infinite))
        {
            if (_queue.IsCompleted)
                return false;
            RemoveTraces();
        }

        batch.Add(first);
        while (batch.Count < _options.BatchUnits && _queue.TryTake(out var next))
            batch.Add(next);
        return true;
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
        else if (batch.Count > 1 && !_failing)
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

    /// <summary>Null where nothing was written: because the store is failing, or because a unit cannot be written at all.</summary>
    private List<CommittedUnit>? TryWrite(List<Waiting> batch)
    {
        try
        {
            var units = batch.ConvertAll(waiting => waiting.Unit);
            using var activity = Tracing.Commit(units);
            var started = _time.GetTimestamp();
            var committed = _pipeline.Execute(() => _statements!.Write(units));
            _failing = false;
            var took = _time.GetElapsedTime(started);
            _quickest.Add(took, _time.GetElapsedTime(0));
            _metrics.Committed(units.Count, took);
            return committed;
        }
        catch (Exception exception)
        {
            // Whatever was wrong with one unit, the writer goes on for all others.
            _failing = StoreFaults.MayPass(exception);
            Log.Failed(_log, batch.Count, exception);
            return null;
        }
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

    private sealed record Waiting(StoreUnit Unit)
    {
        public TaskCompletionSource<StoreResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "The store's commit failed and is tried again.")]
        public static partial void Retrying(ILogger logger, Exception exception);

        [LoggerMessage(2002, LogLevel.Error, "The store could not write a commit of {Units} units; what cannot be written alone either is answered busy.")]
        public static partial void Failed(ILogger logger, int units, Exception exception);

        [LoggerMessage(2004, LogLevel.Warning, "Redacted words could not be taken out of the database's log yet; it is tried again.")]
        public static partial void TracesLeft(ILogger logger, Exception exception);

        [LoggerMessage(2003, LogLevel.Critical, "The store's writer ended; everything is answered busy from now on.")]
        public static partial void Died(ILogger logger, Exception exception);
    }
}
