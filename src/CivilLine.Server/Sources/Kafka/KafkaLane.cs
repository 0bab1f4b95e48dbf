using System.Threading.Channels;
using Confluent.Kafka;
using Polly;

namespace CivilLine.Sources.Kafka;

/// <summary>
/// One partition's messages, in order: read by a format of their own, made durable some at a time, and only then given
/// back as a place to go on from.
/// </summary>
internal sealed partial class KafkaLane : IDisposable
{
    private const int MessagesAtOnce = 64;
    private const int BytesAtOnce = 512 * 1024;
    private const int MostMessages = 1024;

    private readonly ConfiguredSource _source;
    private readonly SourceIntake _intake;
    private readonly Action<Offset> _store;
    private readonly KafkaCounts _counts;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ISourceFormat _format;
    private readonly ResiliencePipeline<bool> _pipeline;
    private readonly EventLines _lines = new();
    private readonly KafkaPlaces _places = new();
    private readonly Channel<KafkaMessage> _waiting = Channel.CreateUnbounded<KafkaMessage>(new() { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _dropped = new();
    private readonly CancellationTokenSource _finishing;
    private readonly Lock _storing = new();
    private readonly Task _running;
    private int _messages;
    private long _bytes;
    private long _oldest = long.MaxValue;
    private volatile bool _isBusy;

    /// <param name="store">Takes the offset to go on from; called in order, and not after <see cref="Drop"/>.</param>
    public KafkaLane(
        ConfiguredSource source, int partition, SourceIntake intake, Action<Offset> store, KafkaCounts counts, TimeProvider time, ILogger log)
    {
        (_source, Partition, _intake, _store, _counts, _time, _log) = (source, partition, intake, store, counts, time, log);
        _format = source.OpenFormat();
        _pipeline = KafkaPipeline.ForBatch(time, Busy);
        _finishing = CancellationTokenSource.CreateLinkedTokenSource(_dropped.Token);
        _running = Task.Run(RunAsync);
    }

    public int Partition { get; }

    /// <summary>Whether the client has it paused; its reader's to know.</summary>
    public bool IsPaused { get; set; }

    public bool IsBusy => _isBusy;

    /// <summary>Messages that are here and not durable yet.</summary>
    public int Waiting => Volatile.Read(ref _messages);

    /// <summary>How long the oldest of these has been in the topic.</summary>
    public TimeSpan Age(DateTimeOffset now) => Volatile.Read(ref _oldest) is var ticks and < long.MaxValue && Waiting > 0
        ? TimeSpan.FromTicks(Math.Max(0, now.UtcTicks - ticks)) : TimeSpan.Zero;

    /// <param name="mostBytes">This partition's part of the source's memory.</param>
    public bool IsFull(long mostBytes) => _isBusy || Waiting >= MostMessages || Volatile.Read(ref _bytes) >= mostBytes;

    public bool IsHalfEmpty(long mostBytes) => !_isBusy && Waiting < MostMessages / 2 && Volatile.Read(ref _bytes) < mostBytes / 2;

    public void Add(in KafkaMessage message)
    {
        if (Interlocked.Increment(ref _messages) == 1)
            Volatile.Write(ref _oldest, message.At.UtcTicks);
        Interlocked.Add(ref _bytes, message.Body?.Length ?? 0);
        _waiting.Writer.TryWrite(message);
    }

    /// <summary>The partition is another's now: what is not durable is left to whoever has it.</summary>
    public void Drop()
    {
        lock (_storing)
            _dropped.Cancel();
    }

    /// <summary>Lets what is being sent become durable, and begins nothing new.</summary>
    public async Task FinishAsync(TimeSpan patience)
    {
        await _finishing.CancelAsync();
        await Task.WhenAny(_running, Task.Delay(patience, _time));
    }

    public void Dispose()
    {
        Drop();
        _ = _running.ContinueWith(
            _ =>
            {
                _lines.Dispose();
                _finishing.Dispose();
                _dropped.Dispose();
            },
            TaskScheduler.Default);
    }

    private async Task RunAsync()
    {
        var taken = new List<KafkaMessage>(MessagesAtOnce);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_finishing.Token))
                await TakeAsync(taken);
        }
        catch (Exception) when (_finishing.IsCancellationRequested)
        {
            // Dropped, or finished: what failed then comes again to whoever reads this partition next.
        }
    }

    private async Task TakeAsync(List<KafkaMessage> taken)
    {
        taken.Clear();
        _lines.Clear();
        _places.Clear();
        var bytes = 0L;
        while (taken.Count < MessagesAtOnce && bytes < BytesAtOnce && _waiting.Reader.TryRead(out var message))
        {
            if (taken.Count == 0)
                Volatile.Write(ref _oldest, message.At.UtcTicks);
            taken.Add(message);
            bytes += message.Body?.Length ?? 0;
            await ReadAsync(message);
            _places.Mark(message.Offset, _lines);
        }
        _source.Note(_lines);
        var batch = _intake.Open(_source, _lines, _format.MakesIds);
        // The waits between attempts end when the server stops; an attempt that is under way may become durable.
        var isAnswered = await _pipeline.ExecuteAsync(
            static async (state, _) => await state.Intake.TrySendAsync(state.Batch, state.Dropped),
            (Intake: _intake, Batch: batch, Dropped: _dropped.Token), _finishing.Token);
        if (!isAnswered)
            return;
        _isBusy = false;
        foreach (var (offset, why) in _places.Refused(batch.Tally, _lines))
            _counts.PassedOver(Partition, offset, why);
        // Last: who sees that a message was taken sees also whether it was passed over.
        _counts.Taken(taken.Count);
        Interlocked.Add(ref _messages, -taken.Count);
        Interlocked.Add(ref _bytes, -bytes);
        lock (_storing)
            if (!_dropped.IsCancellationRequested)
                _store(taken[^1].Offset + 1);
    }

    private async ValueTask ReadAsync(KafkaMessage message)
    {
        if (message.Fault is { } fault)
            _lines.Refuse(null, $"The message could not be read: {fault}.");
        else if (message.Body is not { } body)
            _lines.Refuse(null, $"The message has {message.Bytes} bytes; at most {SourceStream.MessageBytes} are read.");
        else if (body.Length > 0)
            await ReadBodyAsync(new SourceMessage(body, message.Said, message.At));
    }

    private async ValueTask ReadBodyAsync(SourceMessage message)
    {
        // What is kept of a call may be out of reach for a while, which is no fault of the message.
        if (_format.Unknown(message) is not null)
            await _pipeline.ExecuteAsync(
                static async (state, _) =>
                {
                    await state.Intake.RecallAsync(state.Source, state.Format, state.Message);
                    return true;
                },
                (Intake: _intake, Source: _source, Format: _format, Message: message), _finishing.Token);
        try
        {
            _lines.Add(_format, message);
        }
        // Whatever a format stumbles on would stop the partition for good: the message is passed over, and the fault told.
        catch (Exception exception)
        {
            _lines.Refuse(null, $"The message could not be read ({exception.GetType().Name}).");
            Log.Fault(_log, _source.Name, _source.Options.Format, exception.GetType().Name, exception.TargetSite?.Name ?? "");
        }
    }

    private void Busy(Exception? exception)
    {
        if (exception is not null)
            Log.Failed(_log, _source.Name, Partition, exception);
        else if (!_isBusy)
            Log.Busy(_log, _source.Name, Partition);
        _isBusy = true;
    }

    private static partial class Log
    {
        [LoggerMessage(2481, LogLevel.Warning, "Partition {Partition} of the source {Source} is paused: what it brought was answered busy and is sent again.")]
        public static partial void Busy(ILogger logger, string source, int partition);

        [LoggerMessage(2482, LogLevel.Error, "Partition {Partition} of the source {Source} is paused: what it brought could not be sent, and is sent again.")]
        public static partial void Failed(ILogger logger, string source, int partition, Exception exception);

        // The exception's message could hold words of the transcript.
        [LoggerMessage(2483, LogLevel.Error, "A message of the source {Source} made the format {Format} fail with {Fault} in {Member}; it was passed over.")]
        public static partial void Fault(ILogger logger, string source, string format, string fault, string member);
    }
}
