using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>Reading and writing the members of an event without asking more of it than is there.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Options);

    public static string? Text(JsonObject json, string member) =>
        json[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static double? Number(JsonObject json, string member)
    {
        if (json[member] is not JsonValue value)
            return null;
        // A value made here holds the type it was made of and gives no other; one that was read gives any.
        if (value.TryGetValue(out int whole))
            return whole;
        if (value.TryGetValue(out long large))
            return large;
        return value.TryGetValue(out double number) && double.IsFinite(number) ? number : null;
    }

    public static DateTimeOffset? Time(JsonObject json, string member) =>
        json[member] is JsonValue value && value.TryGetValue(out DateTimeOffset time) ? time : null;

    public static EventKey KeyOf(JsonObject json) => new(
        Text(json, "type") ?? "fragment",
        Text(json, "callId") ?? "",
        Text(json, "utteranceId"),
        Number(json, "revision") is { } revision and >= 0 and <= 999 ? (int)revision : 0);
}
