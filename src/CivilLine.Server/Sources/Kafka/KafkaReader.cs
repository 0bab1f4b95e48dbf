using System.Collections.Concurrent;
using CivilLine.Health;
using Confluent.Kafka;
using Polly;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace CivilLine.Sources.Kafka;

/// <summary>
/// Reads one topic for as long as the server runs. A thread of its own polls, since the client blocks and calls back from
/// there; each partition goes its own pace in a <see cref="KafkaLane"/>, and is paused while its lane is full or busy.
/// </summary>
internal sealed partial class KafkaReader(
    ConfiguredSource source, SourceIntake intake, SourceWatch watch, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan PollsFor = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FinishesWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly KafkaOptions _options = source.Options.Kafka!;
    private readonly KafkaCounts _counts = new(source.Name, time, log);
    private readonly KafkaLink _link = new(source.Name, time, log);
    private readonly ResiliencePipeline _pipeline = KafkaPipeline.ForClient(time);

    private readonly ConcurrentDictionary<int, KafkaLane> _lanes = [];
    private volatile IReadOnlyList<KafkaPartition> _partitions = [];
    private KafkaLag? _lag;
    private long _lookedAt;

    public string Source => source.Name;

    public KafkaState State => _link.State with
    {
        Partitions = _partitions,
        Messages = _counts.Messages,
        Refused = _counts.Refused,
        LastRefusal = _counts.LastRefusal,
    };

    /// <summary>Until it is cancelled; ends within ten seconds then, whatever the brokers do.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            await _pipeline.ExecuteAsync(AttemptAsync, stopping);
    }

    /// <summary>One client from its making to its end; fails unless it lasted, so that the next waits for its turn.</summary>
    private async ValueTask AttemptAsync(CancellationToken stopping)
    {
        var since = time.GetTimestamp();
        try
        {
            await ReadAsync(stopping);
        }
        // Whatever it is, this source goes on, and the others beside it.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Ended(log, source.Name, exception);
            if (time.GetElapsedTime(since) < Lasts)
                throw new KafkaEndedException("the client had to be given up", exception);
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        var consumer = Build();
        try
        {
            consumer.Subscribe(_options.Topic);
            await OnThread(() => Poll(consumer, stopping));
        }
        finally
        {
            await Task.WhenAll(_lanes.Values.Select(lane => lane.FinishAsync(FinishesWithin)));
            await CloseAsync(consumer);
        }
    }

    private IConsumer<byte[], byte[]> Build()
    {
        _lag = null;
        var consumer = new ConsumerBuilder<byte[], byte[]>(KafkaClient.Of(source.Options))
            .SetErrorHandler((_, error) => _link.Failed(error))
            .SetLogHandler((_, message) => _link.Said(message))
            .SetStatisticsHandler((_, json) => _link.Measured(json))
            .SetOffsetsCommittedHandler((_, committed) => _link.Committed(committed.Error))
            .SetPartitionsAssignedHandler(Assigned)
            .SetPartitionsRevokedHandler((_, revoked) => Dropped(revoked))
            .SetPartitionsLostHandler((_, lost) => Dropped(lost))
            .Build();
        _lag = new KafkaLag(consumer, _options.Topic, time);
        return consumer;
    }

    private void Poll(IConsumer<byte[], byte[]> consumer, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(PollsFor) is { Message: not null } result)
                    Take(consumer, result);
            }
            catch (ConsumeException exception)
            {
                Skip(consumer, exception);
            }
            if (_link.Fatal is { } fatal)
                throw new KafkaEndedException(fatal);
            if (time.GetElapsedTime(_lookedAt) >= LooksEvery)
                Look(consumer);
        }
    }

    private void Take(IConsumer<byte[], byte[]> consumer, ConsumeResult<byte[], byte[]> result)
    {
        if (!_lanes.TryGetValue(result.Partition.Value, out var lane))
            return;
        lane.Add(KafkaMessage.Of(result, _options.KeyIsCall, time.GetUtcNow()));
        if (!lane.IsPaused && lane.IsFull(BytesEach))
            Pause(consumer, lane);
    }

    /// <summary>A message that the client itself cannot read is passed over; anything else passes by itself or is told.</summary>
    private void Skip(IConsumer<byte[], byte[]> consumer, ConsumeException exception)
    {
        _link.Failed(exception.Error);
        var isUnreadable = exception.Error.Code is ErrorCode.Local_BadMsg or ErrorCode.Local_BadCompression or ErrorCode.InvalidMsg or ErrorCode.MsgSizeTooLarge;
        if (!isUnreadable || exception.ConsumerRecord?.TopicPartitionOffset is not { Offset.IsSpecial: false } at || !_lanes.TryGetValue(at.Partition.Value, out var lane))
            return;
        lane.Add(new KafkaMessage(at.Offset.Value, null, 0, SourceAddress.Nothing, time.GetUtcNow()) { Fault = exception.Error.Code.GetReason() });
        consumer.Seek(new TopicPartitionOffset(at.TopicPartition, at.Offset + 1));
    }

    private long BytesEach => _options.BufferMiB * 1024L * 1024 / Math.Max(1, _lanes.Count);

    private void Look(IConsumer<byte[], byte[]> consumer)
    {
        _lookedAt = time.GetTimestamp();
        foreach (var lane in _lanes.Values)
        {
            if (!lane.IsPaused && lane.IsFull(BytesEach))
                Pause(consumer, lane);
            else if (lane.IsPaused && lane.IsHalfEmpty(BytesEach))
            {
                consumer.Resume([new TopicPartition(_options.Topic, lane.Partition)]);
                lane.IsPaused = false;
            }
        }
        _partitions = _lag!.Of(_lanes.Values);
        if (source.Owner is { } owner)
            watch.Of(owner).Behind(source.Name, _partitions.Sum(one => one.LagMessages), _partitions.Select(one => one.LagMs).DefaultIfEmpty().Max());
    }

    private void Pause(IConsumer<byte[], byte[]> consumer, KafkaLane lane)
    {
        consumer.Pause([new TopicPartition(_options.Topic, lane.Partition)]);
        lane.IsPaused = true;
    }

    private void Assigned(IConsumer<byte[], byte[]> consumer, List<TopicPartition> assigned)
    {
        foreach (var partition in assigned)
        {
            if (_lanes.TryRemove(partition.Partition.Value, out var before))
                before.Dispose();
            _lanes[partition.Partition.Value] = new KafkaLane(
                source, partition.Partition.Value, intake, offset => Store(consumer, partition, offset), _counts, time, log);
        }
        _link.Assigned();
        Log.Reads(log, source.Name, _lanes.Count);
    }

    private void Dropped(List<TopicPartitionOffset> dropped)
    {
        // The client commits what was stored before it lets go.
        foreach (var partition in dropped)
            if (_lanes.TryRemove(partition.Partition.Value, out var lane))
                lane.Dispose();
        Log.Reads(log, source.Name, _lanes.Count);
    }

    private static void Store(IConsumer<byte[], byte[]> consumer, TopicPartition partition, Offset offset)
    {
        try
        {
            consumer.StoreOffset(new TopicPartitionOffset(partition, offset));
        }
        catch (KafkaException exception) when (exception.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            // It is being taken away just now: whoever has it next reads this again, which is a duplicate.
        }
    }

    private async Task CloseAsync(IConsumer<byte[], byte[]> consumer)
    {
        // Brokers that do not answer could hold it for minutes.
        var closing = OnThread(() =>
        {
            consumer.Close();
            consumer.Dispose();
        });
        await Task.WhenAny(closing, Task.Delay(ClosesWithin, time));
        if (!closing.IsCompletedSuccessfully)
            Log.NotClosed(log, source.Name);
        foreach (var lane in _lanes.Values)
            lane.Dispose();
        _lanes.Clear();
        _partitions = [];
    }

    private static Task OnThread(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static partial class Log
    {
        [LoggerMessage(2491, LogLevel.Error, "The source {Source} is read no longer; a new client is made.")]
        public static partial void Ended(ILogger logger, string source, Exception exception);

        [LoggerMessage(2485, LogLevel.Information, "The source {Source} reads {Partitions} partitions of its topic.")]
        public static partial void Reads(ILogger logger, string source, int partitions);

        [LoggerMessage(2486, LogLevel.Warning, "The source {Source} could not take leave of its brokers; what was read since the last commit is read again.")]
        public static partial void NotClosed(ILogger logger, string source);
    }
}
