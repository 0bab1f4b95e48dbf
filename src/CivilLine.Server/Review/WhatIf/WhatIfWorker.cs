using System.Collections.Concurrent;
using System.Diagnostics;
using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Scoring;
using CivilLine.Store;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.WhatIf;

/// <summary>
/// Decides past calls again, one after the other on a thread of its own that yields to every other, and waits while the
/// writer of live calls has work in hand.
/// </summary>
internal sealed partial class WhatIfWorker(
    PastCalls calls, IToxicityScorer active, ModelChoices models, PolicyStore policies, StoreWriter writer, WhatIfShelf shelf,
    IOptions<WhatIfOptions> options, TimeProvider time, ILogger<WhatIfWorker> log) : BackgroundWork("what if")
{
    private const int WriterBusy = 32;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(300);

    private readonly BlockingCollection<WhatIfRun> _queue = new(options.Value.Waiting);

    /// <summary>False where as many wait as may.</summary>
    public bool TryStart(WhatIfRun run)
    {
        shelf.Add(run);
        if (_queue.TryAdd(run))
            return true;
        run.Show(run.View with { State = WhatIfState.Failed, DoneAt = time.GetUtcNow(), Problem = "Too many runs were waiting." });
        Keep(run);
        return false;
    }

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override void Run()
    {
        try
        {
            foreach (var run in _queue.GetConsumingEnumerable(Stopping))
                Decide(run);
        }
        catch (OperationCanceledException)
        {
            // The server stops; what waited is told by its absence from the results.
        }
    }

    private void Decide(WhatIfRun run)
    {
        try
        {
            run.Show(run.View with { State = WhatIfState.Running });
            using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Cancelled, Stopping);
            var isWhole = DecideAll(run, either.Token);
            run.Show(run.View with { State = isWhole ? WhatIfState.Done : WhatIfState.Cancelled, DoneAt = time.GetUtcNow() });
        }
        catch (Exception exception)
        {
            // One run must not end the thread for all that come after.
            Log.Failed(log, exception);
            run.Show(run.View with
            {
                State = WhatIfState.Failed, DoneAt = time.GetUtcNow(),
                Problem = exception is InvalidDataException ? exception.Message : "The run broke off; the server's log says why.",
            });
        }
        Keep(run);
    }

    /// <summary>A result that cannot be written stays in memory as long as the server runs.</summary>
    private void Keep(WhatIfRun run)
    {
        try
        {
            shelf.Keep(run);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(log, exception);
        }
    }

    private bool DecideAll(WhatIfRun run, CancellationToken cancelled)
    {
        var before = new OnceScorer(active);
        var after = run.Model is null ? before : new OnceScorer(models.Load(run.Model));
        var (inForce, tried) = (policies.Book, run.Policies ?? policies.Book);
        var tally = new WhatIfTally();
        var (done, failed, shown) = (0, 0, Stopwatch.StartNew());
        foreach (var key in run.Keys)
        {
            while (writer.Queued > WriterBusy && !cancelled.IsCancellationRequested)
                cancelled.WaitHandle.WaitOne(Breath);
            if (cancelled.IsCancellationRequested)
                break;
            if (calls.Find(key) is not { } call || !TryDecide(call, (before, inForce), (after, tried), tally))
                failed++;
            done++;
            if (shown.Elapsed >= ShowEvery)
            {
                Show();
                shown.Restart();
            }
        }
        Show();
        return done == run.Keys.Count;

        void Show() => run.Show(run.View with
        {
            Done = done, Failed = failed, Counts = tally.Counts, Categories = tally.Categories, Steps = tally.Steps, Examples = tally.Examples,
        });
    }

    private bool TryDecide(
        PastCall call, (OnceScorer Scorer, PolicyBook Policies) before, (OnceScorer Scorer, PolicyBook Policies) after, WhatIfTally tally)
    {
        try
        {
            tally.Add(
                call.Facts,
                CallReplay.Of(call, new WindowScorer(before.Scorer), before.Policies),
                CallReplay.Of(call, new WindowScorer(after.Scorer), after.Policies));
            return true;
        }
        catch (ArgumentException exception)
        {
            Log.CallFailed(log, exception);
            return false;
        }
        finally
        {
            before.Scorer.Forget();
            after.Scorer.Forget();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2311, LogLevel.Error, "A what-if broke off.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2313, LogLevel.Error, "A what-if's result could not be written to the data folder.")]
        public static partial void NotKept(ILogger logger, Exception exception);

        [LoggerMessage(2312, LogLevel.Warning, "A past call could not be decided again; it is left out.")]
        public static partial void CallFailed(ILogger logger, Exception exception);
    }
}
