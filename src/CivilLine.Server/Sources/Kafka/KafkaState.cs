namespace CivilLine.Sources.Kafka;

/// <summary>How the reading of one topic goes, as seen a moment ago.</summary>
/// <param name="IsConnected">Whether any broker is connected.</param>
/// <param name="Since">Since when it has been, or has not.</param>
/// <param name="Error">What brokers or group refuse; null for nothing.</param>
/// <param name="LastRefusal">Where the last message stood of which something was refused, and by what rule.</param>
internal sealed record KafkaState(string Source, bool IsConnected, DateTimeOffset Since, string? Error, string? LastRefusal)
{
    /// <summary>Those that this server reads; others of the group have the rest, so that none is well too.</summary>
    public IReadOnlyList<KafkaPartition> Partitions { get; init; } = [];

    /// <summary>Messages that are durable or were refused, since the start.</summary>
    public long Messages { get; init; }

    /// <summary>Messages of which something was refused for good.</summary>
    public long Refused { get; init; }

    public bool IsBusy => Partitions.Any(partition => partition.IsBusy);

    public long LagMessages => Partitions.Sum(partition => partition.LagMessages);

    /// <summary>How long the oldest message that is here and not durable yet has been in the topic.</summary>
    public long LagMs => Partitions.Count == 0 ? 0 : Partitions.Max(partition => partition.LagMs);
}

/// <param name="IsBusy">Whether it is paused since what it brought was answered busy.</param>
internal sealed record KafkaPartition(int Number, long LagMessages, long LagMs, bool IsBusy);
