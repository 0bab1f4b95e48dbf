using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>What a server says of one event, by either way in.</summary>
/// <param name="Key">Null where the answer does not name its event: answers come in order.</param>
internal sealed record Answer(EventKey? Key, string? Code, string? Member, string? Message, TimeSpan RetryAfter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public bool IsBusy => Code == "busy";

    public static Answer Read(JsonObject json)
    {
        if (json["ack"] is JsonObject ack)
            return new Answer(Wire.KeyOf(ack), null, null, null, default);
        var error = json["error"] as JsonObject ?? json;
        return new Answer(
            Wire.Text(error, "callId") is null ? null : Wire.KeyOf(error),
            Wire.Text(error, "code") ?? "unknown",
            Wire.Text(error, "member"),
            Wire.Text(error, "message") ?? Wire.Text(error, "error"),
            Wire.Number(error, "retryAfterMs") is { } wait ? TimeSpan.FromMilliseconds(Math.Max(0, wait)) : Patience);
    }
}
