using System.Text;
using CivilLine.Transcripts;
using Confluent.Kafka;

namespace CivilLine.Sources.Kafka;

/// <summary>One message of a topic, as far as it is needed.</summary>
/// <param name="Body">Null where it is longer than a message may be.</param>
/// <param name="At">When it was produced, or was appended, by the brokers' word.</param>
internal readonly record struct KafkaMessage(long Offset, byte[]? Body, int Bytes, SourceAddress Said, DateTimeOffset At)
{
    /// <summary>What the client found wrong with it; null for nothing.</summary>
    public string? Fault { get; init; }

    public static KafkaMessage Of(ConsumeResult<byte[], byte[]> result, bool keyIsCall, DateTimeOffset now)
    {
        var message = result.Message;
        var bytes = message.Value?.Length ?? 0;
        var at = message.Timestamp.Type == TimestampType.NotAvailable ? now : new DateTimeOffset(message.Timestamp.UtcDateTime);
        return new KafkaMessage(
            result.Offset.Value, bytes > SourceStream.MessageBytes ? null : message.Value ?? [], bytes, SaidBy(message, keyIsCall), at < now ? at : now);
    }

    /// <summary>What others say in an address stands in the message's headers.</summary>
    private static SourceAddress SaidBy(Message<byte[], byte[]> message, bool keyIsCall)
    {
        var call = keyIsCall ? Text(message.Key) : null;
        if (message.Headers is not { Count: > 0 } headers)
            return call is null ? SourceAddress.Nothing : new SourceAddress { CallId = call };
        return new SourceAddress
        {
            CallId = Header(headers, "callId") ?? call,
            AgentId = Header(headers, "agentId"),
            Team = Header(headers, "team"),
            Queue = Header(headers, "queue"),
            Speaker = Enum.TryParse<Speaker>(Header(headers, "speaker"), ignoreCase: true, out var speaker) && Enum.IsDefined(speaker) ? speaker : null,
            OffsetMs = SourceAddress.OffsetOf(Header(headers, "offsetMs")),
        };
    }

    private static string? Header(Headers headers, string name) => headers.TryGetLastBytes(name, out var bytes) ? Text(bytes) : null;

    private static string? Text(byte[]? bytes) => bytes is { Length: > 0 and <= 1024 } ? Encoding.UTF8.GetString(bytes) : null;
}
