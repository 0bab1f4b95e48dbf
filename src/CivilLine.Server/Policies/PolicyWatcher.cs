using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace CivilLine.Policies;

/// <summary>Looks at the policy's file when the file system says that it changed, and every few seconds whatever it says.</summary>
internal sealed partial class PolicyWatcher(
    PolicyStore store, PolicyAudit audit, IOptions<PolicyOptions> options, TimeProvider time, ILogger<PolicyWatcher> log) : BackgroundService
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        var settle = TimeSpan.FromMilliseconds(options.Value.SettleMs);
        await audit.RecordAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await WaitAsync(poll, stoppingToken))
            {
                await Task.Delay(settle, time, stoppingToken);
                _changes.Reader.TryRead(out _);
            }

            try
            {
                store.Reload();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Log.Failed(log, error);
            }

            await audit.RecordAsync(stoppingToken);
        }
    }

    /// <returns>Whether a change was told, rather than time having passed.</returns>
    private async Task<bool> WaitAsync(TimeSpan poll, CancellationToken cancellationToken)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = _changes.Reader.WaitToReadAsync(turn.Token).AsTask();
        var passed = Task.Delay(poll, time, turn.Token);
        var first = await Task.WhenAny(told, passed);
        await turn.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == told;
    }

    /// <summary>Null where the folder cannot be watched: then looking now and then has to do.</summary>
    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(store.File.Path)!, Path.GetFileName(store.File.Path))
            {
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            watcher.Changed += Tell;
            watcher.Created += Tell;
            watcher.Renamed += Tell;
            watcher.Deleted += Tell;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or PlatformNotSupportedException)
        {
            Log.NotWatched(log, error);
            return null;
        }
    }

    private void Tell(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(2421, LogLevel.Warning, "The policy's folder cannot be watched; its file is looked at now and then.")]
        public static partial void NotWatched(ILogger logger, Exception error);

        [LoggerMessage(2422, LogLevel.Error, "Looking at the policy's file failed; the policy stays.")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
