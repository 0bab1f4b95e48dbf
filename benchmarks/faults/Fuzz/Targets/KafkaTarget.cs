using System.Text;
using CivilLine.Sources;
using CivilLine.Sources.Kafka;
using Confluent.Kafka;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>A topic's message: lines of <c>name: value</c> are its headers, the first is its key, an empty line ends them.</summary>
internal sealed class KafkaTarget() : FuzzTarget<KafkaTarget.Taken>("kafka")
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 15, 30, TimeSpan.Zero);

    public override IReadOnlyList<string> Words { get; } = ["callId: c-1\n", "agentId: a-1\n", "team: t\n", "queue: q\n", "speaker: customer\n", "speaker: 7\n", "offsetMs: 5000\n", "offsetMs: -1\n", "\n\n"];

    internal sealed record Taken(KafkaMessage Message, List<byte[]> Events, List<SourceRefusal> Refused);

    protected override Taken Take(byte[] input)
    {
        var message = KafkaMessage.Of(Result(input), keyIsCall: true, Now);
        using var lines = new EventLines();
        lines.Add(SourceFormats.Open(SourceFormats.Contract, new SourceSettings { Name = "made-up" })!, new SourceMessage(message.Body, message.Said, message.At));
        return new Taken(message, [.. Enumerable.Range(0, lines.Count).Select(i => lines[i].ToArray())], [.. lines.Refused]);
    }

    protected override void Judge(byte[] input, Taken read, Verdict verdict)
    {
        verdict.Said(read.Message.Said.ToString());
        verdict.Holds(read.Message.At <= Now, "a time to come", read.Message.At.ToString("O"));
        foreach (var line in read.Events)
        {
            if (Reading.Events.Read(line, out var error) is { } one)
                Reading.Judge(one, verdict);
            else
                verdict.Refused(error.Message);
        }
        foreach (var (member, error) in read.Refused)
        {
            verdict.Refused(member);
            verdict.Refused(error);
        }
    }

    private static ConsumeResult<byte[], byte[]> Result(byte[] input)
    {
        var headers = new Headers();
        byte[]? key = null;
        var rest = input.AsSpan();
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.IsEmpty)
                break;
            if (line.IndexOf((byte)':') is > 0 and var colon)
                headers.Add(Encoding.UTF8.GetString(line[..colon]), line[(colon + 1)..].Trim((byte)' ').ToArray());
            else
                key ??= line.ToArray();
        }
        return new ConsumeResult<byte[], byte[]>
        {
            Offset = 7,
            Message = new Message<byte[], byte[]>
            {
                Key = key!, Value = rest.ToArray(), Headers = headers,
                Timestamp = new Timestamp(input.Length > 0 ? input[0] * 10_000_000_000L : 0, input.Length % 3 == 0 ? TimestampType.NotAvailable : TimestampType.CreateTime),
            },
        };
    }
}
