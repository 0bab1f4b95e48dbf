using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Calls;

/// <summary>
/// Wakes the calls whose incident time alone changes: a snooze that ends, an alert that nobody has looked at. What is due
/// stands in the store, so that neither a restart nor a call that left memory makes it late.
/// </summary>
internal sealed partial class DueIncidents(
    IDbContextFactory<MonitorDbContext> contexts,
    IGrainFactory grains,
    IOptions<CallOptions> options,
    TimeProvider time,
    ILogger<DueIncidents> log) : BackgroundService
{
    private const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.DueSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WakeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(log, exception);
            }
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<string> due;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            due = await db.Incidents.Where(one => one.DueAt <= now).OrderBy(one => one.DueAt)
                .Select(one => one.CallId).Take(AtOnce).ToListAsync(cancellationToken);
        await grains.WakeAsync(due, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2111, LogLevel.Warning, "The look for incidents that are due failed; the next one tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
