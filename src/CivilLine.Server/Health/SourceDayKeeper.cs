using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Health;

/// <summary>
/// Keeps what each source brought day by day, so that who started the server again at night still sees in the morning what
/// was hidden and refused. Written every minute and at the end, apart from the calls: a crash costs a minute of counts.
/// </summary>
internal sealed partial class SourceDayKeeper(
    IDbContextFactory<MonitorDbContext> contexts, SourceWatch sources, TimeProvider time, ILogger<SourceDayKeeper> log) : BackgroundService
{
    private readonly Dictionary<(string Owner, DateOnly Day), SourceDay> _written = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var first = SourceDays.DayOf(time.GetUtcNow()).AddDays(1 - SourceDays.Kept);
        await db.SourceDays.Where(row => row.Day < first).ExecuteDeleteAsync(cancellationToken);
        foreach (var row in await db.SourceDays.AsNoTracking().ToListAsync(cancellationToken))
        {
            var day = row.ToDay();
            _written[(row.Owner, row.Day)] = day;
            sources.Of(row.Owner).Restore(row.Day, day);
        }
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryWriteAsync(stoppingToken);
    }

    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotWritten(log, exception);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var changed = sources.Days().Where(one => !ReferenceEquals(_written.GetValueOrDefault((one.Owner, one.Day)), one.Counts)).ToList();
        if (changed.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (owner, day, counts) in changed)
        {
            var row = SourceDayRow.Of(owner, day, counts);
            db.Entry(row).State = _written.ContainsKey((owner, day)) ? EntityState.Modified : EntityState.Added;
        }
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (owner, day, counts) in changed)
            _written[(owner, day)] = counts;
    }

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Warning, "What the sources brought today could not be written; trying again in a minute.")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
