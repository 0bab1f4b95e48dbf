using System.Globalization;
using Confluent.Kafka;

namespace CivilLine.Sources.Kafka;

/// <summary>The client's settings for one source.</summary>
internal static class KafkaClient
{
    /// <summary>What the promise of the source stands on, or has a setting of its own.</summary>
    public static readonly IReadOnlySet<string> Owned = new HashSet<string>(StringComparer.Ordinal)
    {
        "bootstrap.servers", "metadata.broker.list", "group.id", "auto.offset.reset", "enable.auto.commit", "enable.auto.offset.store",
        "auto.commit.interval.ms", "security.protocol", "sasl.mechanism", "sasl.mechanisms", "sasl.username", "sasl.password",
        "partition.assignment.strategy", "plugin.library.paths",
    };

    // Live words: dead servers' partitions move within seconds, and little is fetched ahead of what can be made durable.
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["client.id"] = "civilline",
        ["session.timeout.ms"] = "10000",
        ["topic.metadata.refresh.interval.ms"] = "30000",
        ["fetch.queue.backoff.ms"] = "50",
        ["queued.min.messages"] = "2000",
        ["queued.max.messages.kbytes"] = "8192",
        ["fetch.max.bytes"] = "4194304",
        ["statistics.interval.ms"] = "2000",
        ["reconnect.backoff.max.ms"] = "10000",
    };

    public static string Named(string setting) => setting.Replace('_', '.');

    public static ConsumerConfig Of(SourceOptions source)
    {
        var kafka = source.Kafka!;
        var config = new ConsumerConfig();
        foreach (var (name, value) in Usual)
            config.Set(name, value);
        foreach (var (name, value) in kafka.Client)
            config.Set(Named(name), value);
        config.Set("bootstrap.servers", kafka.Servers);
        config.Set("group.id", kafka.Group);
        config.Set("security.protocol", kafka.Security);
        config.Set("auto.offset.reset", kafka.From == "newest" ? "latest" : "earliest");
        // Only what is stored is committed, and it is stored once it is durable here.
        config.Set("enable.auto.offset.store", "false");
        config.Set("enable.auto.commit", "true");
        config.Set("auto.commit.interval.ms", kafka.CommitMs.ToString(CultureInfo.InvariantCulture));
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        if (kafka.Mechanism is { } mechanism)
            config.Set("sasl.mechanism", mechanism);
        if (source.User is { Length: > 0 } user)
            config.Set("sasl.username", user);
        if (source.Secret is { Length: > 0 } secret)
            config.Set("sasl.password", secret);
        return config;
    }
}
