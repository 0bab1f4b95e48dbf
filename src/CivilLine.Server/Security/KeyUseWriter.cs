using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Security;

/// <summary>Writes down once a minute which keys were used, so that a forgotten key can be told from a busy one.</summary>
internal sealed partial class KeyUseWriter(
    IDbContextFactory<MonitorDbContext> contexts, KeyUse use, TimeProvider time, ILogger<KeyUseWriter> logger)
    : BackgroundService
{
    private readonly Dictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.NotWritten(logger, exception);
            }
        }
    }

    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (id, at) in use.Snapshot())
        {
            if (_written.GetValueOrDefault(id) == at)
                continue;
            await db.ApiKeys.Where(key => key.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancellationToken);
            _written[id] = at;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Warning, "When keys were last used could not be written; trying again in a minute.")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
