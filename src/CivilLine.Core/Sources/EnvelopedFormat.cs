using System.Text;
using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>
/// For vendors' messages that queues and streams hand on. Unwraps, also inside one another: several messages or an array
/// (EventBridge Pipes), <c>records[].data</c> (Firehose), <c>Records[].kinesis.data</c> and <c>Records[].body</c> (Lambda
/// from Kinesis and SQS), a pipe's <c>data</c>, <c>detail</c> (EventBridge), <c>message.data</c> (Pub/Sub push). What is in
/// none of these is the message itself.
/// <see href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html"/>
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html"/>
/// <see href="https://cloud.google.com/pubsub/docs/push"/>
/// </summary>
internal abstract class EnvelopedFormat : ISourceFormat
{
    private const int Deepest = 4;

    public void Read(in SourceMessage message, EventLines events)
    {
        Take(message.Body, "", 0, default, message, events);
        events.Place = null;
    }

    /// <param name="attributes">What Pub/Sub says beside the data; nothing elsewhere.</param>
    protected abstract void Read(JsonElement one, JsonElement attributes, in SourceMessage message, EventLines events);

    private void Take(
        ReadOnlyMemory<byte> json, string place, int depth, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        var parts = JsonParts.Of(json);
        for (var i = 0; i < parts.Count; i++)
        {
            var at = parts.Count == 1 ? place : place.Length == 0 ? $"[{i}]." : $"{place.TrimEnd('.')}[{i}].";
            events.Place = at.Length == 0 ? null : at;
            using var document = JsonMembers.Parse(message with { Body = parts[i] }, events);
            if (document is not null)
                Open(document.RootElement, at, depth, attributes, message, events);
        }
    }

    private void Open(
        JsonElement one, string place, int depth, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        if (depth < Deepest)
        {
            if (one.Has("records", out var records) && records.ValueKind == JsonValueKind.Array)
            {
                OpenEach(records, place + "records", depth, message, events);
                return;
            }
            if (one.Has("Records", out records) && records.ValueKind == JsonValueKind.Array)
            {
                OpenEach(records, place + "Records", depth, message, events);
                return;
            }
            if (one.Has("message", out var pushed) && pushed.Has("data", out var data))
            {
                pushed.Has("attributes", out var said);
                Decode(data, place + "message.data.", depth, said, message, events);
                return;
            }
            if (one.Text("eventSource") is not null && one.Has("data", out data))
            {
                Decode(data, place + "data.", depth, default, message, events);
                return;
            }
            if (one.Has("detail", out var detail) && one.Text("detail-type") is not null)
            {
                Open(detail, place + "detail.", depth + 1, attributes, message, events);
                return;
            }
        }
        events.Place = place.Length == 0 ? null : place;
        Read(one, attributes, message, events);
    }

    private void OpenEach(JsonElement records, string place, int depth, in SourceMessage message, EventLines events)
    {
        var i = 0;
        foreach (var record in records.EnumerateArray())
        {
            var at = $"{place}[{i++}].";
            if (record.Has("kinesis", out var kinesis) && kinesis.Has("data", out var data))
                Decode(data, at + "kinesis.data.", depth, default, message, events);
            else if (record.Has("data", out data))
                Decode(data, at + "data.", depth, default, message, events);
            else if (record.Text("body") is { } body)
                Take(Encoding.UTF8.GetBytes(body), at + "body.", depth + 1, default, message, events);
            else
            {
                events.Place = at;
                events.Refuse("data", "This record has no data: kinesis.data or data in base64, or a body, is expected.");
            }
        }
    }

    private void Decode(
        JsonElement data, string place, int depth, JsonElement attributes, in SourceMessage message, EventLines events)
    {
        if (data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes))
        {
            Take(bytes, place, depth + 1, attributes, message, events);
            return;
        }
        events.Place = place;
        events.Refuse(null, "This is not base64.");
    }
}
