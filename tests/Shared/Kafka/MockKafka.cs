using System.Text;
using Confluent.Kafka;

namespace CivilLine.Shared;

/// <summary>
/// librdkafka's own brokers, within this process and on real sockets, for as long as it lives; topics of four partitions come
/// about by themselves. Compiled into each project that needs one.
/// </summary>
internal sealed class MockKafka : IDisposable
{
    public const int Partitions = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IProducer<byte[]?, byte[]?> _producer;

    public MockKafka()
    {
        var config = new ProducerConfig { BootstrapServers = "made.up:1", MessageMaxBytes = 8 * 1024 * 1024, LingerMs = 0 };
        config.Set("test.mock.num.brokers", "1");
        _producer = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        Servers = string.Join(',', admin.GetMetadata(Patience).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
    }

    /// <summary>What a client of another process or of this one connects to.</summary>
    public string Servers { get; }

    /// <returns>The message's offset.</returns>
    public Task<long> SayAsync(string topic, int partition, string message, string? key = null, params (string Name, string Value)[] headers) =>
        SayAsync(topic, partition, Encoding.UTF8.GetBytes(message), key, headers);

    public async Task<long> SayAsync(
        string topic, int partition, byte[]? message, string? key = null, params (string Name, string Value)[] headers)
    {
        var all = new Headers();
        foreach (var (name, value) in headers)
            all.Add(name, Encoding.UTF8.GetBytes(value));
        var sent = await _producer.ProduceAsync(
            new TopicPartition(topic, partition),
            new Message<byte[]?, byte[]?> { Key = key is null ? null : Encoding.UTF8.GetBytes(key), Value = message, Headers = all });
        return sent.Offset.Value;
    }

    /// <summary>Where a group goes on in a partition; null where it has no place yet.</summary>
    public long? CommittedIn(string topic, int partition, string group)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = Servers, GroupId = group })
            .SetLogHandler((_, _) => { }).Build();
        var offset = consumer.Committed([new TopicPartition(topic, partition)], Patience).Single().Offset;
        return offset.IsSpecial ? null : offset.Value;
    }

    public void Dispose() => _producer.Dispose();
}
