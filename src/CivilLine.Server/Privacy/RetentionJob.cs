using System.Globalization;
using CivilLine.Store;
using CivilLine.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Privacy;

/// <summary>
/// Erases calls whose time is over: never one that goes on, is under a legal hold, or has an incident that somebody still
/// has to see to. Each run is kept, so that anybody can see that it was done.
/// </summary>
internal sealed partial class RetentionJob(
    DueCalls due, Eraser eraser, RetentionRules rules, RetentionState state, IDbContextFactory<MonitorDbContext> contexts,
    IOptions<RetentionOptions> options, CivilLineMetrics metrics, TimeProvider time, ILogger<RetentionJob> log) : BackgroundService
{
    private const int AtOnce = 100;
    private const int RunsKept = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveOverdue(() => state.Last is { } last ? last.Held + last.Open + last.Failed : 0);
        metrics.ObserveRetention(() => state.Last is { } last ? (time.GetUtcNow() - last.At).TotalSeconds : 0);
        if (rules.Shortest is null)
            return;
        var every = TimeSpan.FromMinutes(options.Value.EveryMinutes);
        await state.ReadAsync(stoppingToken);
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(log, exception);
            }
            state.NextAt = time.GetUtcNow() + every;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var (at, started, erased) = (time.GetUtcNow(), time.GetTimestamp(), 0);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        for (var next = due.Next(at, AtOnce, failed); next.Count > 0; next = due.Next(at, AtOnce, failed))
            foreach (var callId in next)
            {
                if ((await eraser.EraseAsync(callId, ErasedWhy.Retention)).Outcome == ErasureOutcome.Erased)
                    erased++;
                else
                    failed.Add(callId);
                await Task.Delay(TimeSpan.FromMilliseconds(options.Value.PauseMs), time, stopping);
            }
        var kept = due.Kept(at);
        var run = new RetentionRunRow
        {
            At = at, TookMs = (long)time.GetElapsedTime(started).TotalMilliseconds, Erased = erased, Held = kept.Held, Open = kept.Open, Failed = failed.Count,
        };
        await using (var db = await contexts.CreateDbContextAsync(stopping))
        {
            db.RetentionRuns.Add(run);
            await db.SaveChangesAsync(stopping);
            await db.RetentionRuns.Where(one => one.Id <= run.Id - RunsKept).ExecuteDeleteAsync(stopping);
        }
        state.Last = run;
        if (erased > 0 || failed.Count > 0)
            Log.Ran(log, erased, kept.Held, kept.Open, failed.Count, run.TookMs.ToString(CultureInfo.InvariantCulture));
    }

    private static partial class Log
    {
        [LoggerMessage(2901, LogLevel.Error, "Retention could not be enforced; the next run tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(2902, LogLevel.Information, "Retention: {Erased} calls erased, {Held} kept by legal holds, {Open} by open incidents, {Left} that could not be erased now; {Took} ms.")]
        public static partial void Ran(ILogger logger, int erased, int held, int open, int left, string took);
    }
}
