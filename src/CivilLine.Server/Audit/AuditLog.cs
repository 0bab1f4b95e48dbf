using System.Threading.Channels;
using CivilLine.Evidence;

namespace CivilLine.Audit;

/// <summary>
/// Takes entries one after the other into the chain. Whoever is answered is in it, and on the disk, before the answer leaves: a
/// record that may lack the last seconds before a power cut is none. What waits at one moment is written and synced at once, so
/// that many who wait pay for one sync.
/// </summary>
internal sealed partial class AuditLog(AuditFile file, TimeProvider time, ILogger<AuditLog> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan HeadEvery = TimeSpan.FromHours(1);

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private bool _isOpen;
    private DateTimeOffset _headToldAt;

    /// <summary>Whether the last entry could not be written.</summary>
    public bool IsFailing { get; private set; }

    public AuditHead Head => file.Head;

    /// <summary>Done once the entry is on the disk.</summary>
    /// <exception cref="NotRecordedException">It is not, and whatever it says must not go out.</exception>
    public async Task RecordAsync(AuditEntry entry)
    {
        var waiting = new Waiting(entry, time.GetUtcNow(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await _queue.Writer.WriteAsync(waiting, CancellationToken.None);
        }
        catch (ChannelClosedException)
        {
            throw new NotRecordedException("The server is stopping; nothing is recorded any more.");
        }
        await waiting.Done.Task;
    }

    /// <summary>Whether it can be written again, after it could not.</summary>
    public async Task<bool> TryResumeAsync()
    {
        try
        {
            await RecordAsync(AuditEntry.OfServer("recordResumed"));
            return true;
        }
        catch (NotRecordedException)
        {
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _queue.Writer.TryWrite(new Waiting(AuditEntry.OfServer("serverStarted"), time.GetUtcNow(), new TaskCompletionSource()));
        // Not stopped by the token: requests that are still answered are recorded, and the last of them ends this.
        await foreach (var first in _queue.Reader.ReadAllAsync(CancellationToken.None))
        {
            List<Waiting> batch = [first];
            while (batch.Count < MostAtOnce && _queue.Reader.TryRead(out var next))
                batch.Add(next);
            await Task.Run(() => Write(batch), CancellationToken.None);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        if (_isOpen)
            Log.HeadIs(logger, Head);
    }

    public override void Dispose()
    {
        _queue.Writer.TryComplete();
        base.Dispose();
    }

    private void Write(List<Waiting> batch)
    {
        try
        {
            if (!_isOpen)
                Open(batch);
            _isOpen = true;
            var head = file.Head;
            var lines = new List<string>(batch.Count);
            foreach (var one in batch)
            {
                (var line, head) = AuditChain.Next(head, one.Entry.Data(one.At));
                lines.Add(line);
            }
            file.Append(lines, head);
            IsFailing = false;
            foreach (var one in batch)
                one.Done.TrySetResult();
            TellHead();
        }
        catch (Exception fault)
        {
            if (!IsFailing)
                Log.NotWritten(logger, fault);
            IsFailing = true;
            foreach (var one in batch)
                one.Done.TrySetException(new NotRecordedException("Who does and sees what could not be recorded.", fault));
        }
    }

    private void Open(List<Waiting> batch)
    {
        if (file.Open() is not { } written || written == file.Head || written.Number < file.Head.Number)
            return;
        // It stays in the chain for ever, so that nobody who cut it short can be rid of that by a restart.
        Log.Shorter(logger, written, file.Head);
        batch.Insert(0, new Waiting(
            AuditEntry.OfServer("recordFoundCutShort", new Dictionary<string, string> { ["written"] = written.ToString(), ["found"] = file.Head.ToString() }),
            time.GetUtcNow(), new TaskCompletionSource()));
    }

    /// <summary>The log usually goes to another machine, out of reach of whoever has this one.</summary>
    private void TellHead()
    {
        if (time.GetUtcNow() - _headToldAt < HeadEvery)
            return;
        _headToldAt = time.GetUtcNow();
        Log.HeadIs(logger, Head);
    }

    private sealed record Waiting(AuditEntry Entry, DateTimeOffset At, TaskCompletionSource Done);

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Information, "The audit's last entry is {Head}.")]
        public static partial void HeadIs(ILogger logger, AuditHead head);

        [LoggerMessage(121, LogLevel.Error, "Who does and sees what could not be recorded; what would have to be recorded is refused until it can.")]
        public static partial void NotWritten(ILogger logger, Exception fault);

        [LoggerMessage(122, LogLevel.Critical, "The audit was cut short: {Written} was its last entry, and {Found} is.")]
        public static partial void Shorter(ILogger logger, AuditHead written, AuditHead found);
    }
}
