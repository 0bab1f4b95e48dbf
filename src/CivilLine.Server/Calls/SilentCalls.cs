using CivilLine.Escalation;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Calls;

/// <summary>
/// Wakes the calls that only time can change and that may not be in memory: those long silent, which are closed, and
/// those that a restart left with an alert unconfirmed.
/// </summary>
internal sealed partial class SilentCalls(
    IDbContextFactory<MonitorDbContext> contexts,
    IGrainFactory grains,
    IOptions<CallOptions> options,
    TimeProvider time,
    ILogger<SilentCalls> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(log, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var silentSince = now - TimeSpan.FromMinutes(options.Value.SilentMinutes);
        var heldSince = now - LongestHold;
        List<string> due;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            due = await context.Calls
                .Where(call => call.EndedAt == null && call.LastHeardAt <= silentSince)
                .OrderBy(call => call.LastHeardAt).Select(call => call.CallId).Take(AtOnce).ToListAsync(cancellationToken);
            due.AddRange(await context.Alerts
                .Where(alert => alert.Detection == Detection.Provisional && alert.RaisedAt <= heldSince)
                .OrderBy(alert => alert.RaisedAt).Select(alert => alert.CallId).Take(AtOnce).ToListAsync(cancellationToken));
        }
        await grains.WakeAsync(due.Distinct(StringComparer.Ordinal), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "The sweep for silent calls failed; the next one tries again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
