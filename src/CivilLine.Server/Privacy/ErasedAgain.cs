using CivilLine.Ingest;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Privacy;

/// <summary>Erases what a restore brought back: calls that a backup had and that had been erased in this folder since.</summary>
internal sealed partial class ErasedAgain(
    IDbContextFactory<MonitorDbContext> contexts, TextHasher hasher, Eraser eraser, TimeProvider time, ILogger<ErasedAgain> log) : BackgroundService
{
    /// <summary>A call that was live in the backup is closed before it can go.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (await EraseAsync(stoppingToken))
                    return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(log, exception);
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <returns>Whether none is left.</returns>
    private async Task<bool> EraseAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var back = await db.Calls.AsNoTracking().Join(db.ErasedCalls, call => call.Key, one => one.CallKey, (call, one) => new { call.CallId, one.IdHash })
            .ToListAsync(stopping);
        var isAll = true;
        foreach (var one in back.Where(one => hasher.HashCall(one.CallId).AsSpan().SequenceEqual(one.IdHash)))
        {
            // A hold that was put since is on a call that was not erased; one that was put before the backup kept it from being.
            isAll &= (await eraser.EraseAsync(one.CallId, ErasedWhy.Request)).Outcome is ErasureOutcome.Erased or ErasureOutcome.Held or ErasureOutcome.ErasedBefore;
        }
        if (isAll && back.Count > 0)
            Log.Erased(log, back.Count);
        return isAll;
    }

    private static partial class Log
    {
        [LoggerMessage(2911, LogLevel.Warning, "{Calls} calls that a restore brought back had been erased, and were erased again.")]
        public static partial void Erased(ILogger logger, int calls);

        [LoggerMessage(2912, LogLevel.Error, "Calls that a restore brought back could not be erased again; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
