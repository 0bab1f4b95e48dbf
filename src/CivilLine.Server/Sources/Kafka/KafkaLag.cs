using Confluent.Kafka;

namespace CivilLine.Sources.Kafka;

/// <summary>How far behind each partition is, from what the client knows; the polling thread's.</summary>
internal sealed class KafkaLag(IConsumer<byte[], byte[]> consumer, string topic, TimeProvider time)
{
    private static readonly TimeSpan AsksEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AsksFor = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<int, (long Ends, long At)> _asked = [];

    public IReadOnlyList<KafkaPartition> Of(ICollection<KafkaLane> lanes)
    {
        var now = time.GetUtcNow();
        var partitions = new List<KafkaPartition>(lanes.Count);
        foreach (var lane in lanes)
            partitions.Add(new KafkaPartition(
                lane.Partition, Behind(lane) + lane.Waiting, (long)lane.Age(now).TotalMilliseconds, lane.IsBusy));
        return partitions;
    }

    private long Behind(KafkaLane lane)
    {
        var partition = new TopicPartition(topic, lane.Partition);
        try
        {
            var next = consumer.Position(partition);
            return next.IsSpecial ? 0 : Math.Max(0, End(partition, lane.IsPaused) - next.Value);
        }
        catch (KafkaException)
        {
            // Not yet fetched from, or just taken away.
            return 0;
        }
    }

    /// <summary>Fetches bring the end along; of what is paused nothing is fetched, so that it has to be asked for.</summary>
    private long End(TopicPartition partition, bool isPaused)
    {
        var known = consumer.GetWatermarkOffsets(partition).High.Value;
        if (!isPaused)
            return known;
        if (!_asked.TryGetValue(partition.Partition.Value, out var asked) || time.GetElapsedTime(asked.At) >= AsksEvery)
            _asked[partition.Partition.Value] = asked = (Ask(partition) ?? Math.Max(known, asked.Ends), time.GetTimestamp());
        return Math.Max(known, asked.Ends);
    }

    private long? Ask(TopicPartition partition)
    {
        try
        {
            return consumer.QueryWatermarkOffsets(partition, AsksFor).High.Value;
        }
        catch (KafkaException)
        {
            return null;
        }
    }
}
