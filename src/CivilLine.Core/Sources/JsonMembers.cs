using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>Members of a vendor's JSON as they may come: missing, null, or of another kind than documented, is not there.</summary>
internal static class JsonMembers
{
    private static readonly JsonDocumentOptions Strictly = new() { MaxDepth = 32 };

    /// <returns>Null where the body is not one JSON object, which is refused.</returns>
    public static JsonDocument? Parse(in SourceMessage message, EventLines events)
    {
        try
        {
            var document = JsonDocument.Parse(message.Body, Strictly);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            events.Refuse(null, "The message must be one JSON object.");
        }
        catch (JsonException exception)
        {
            events.Refuse(null, $"The message is not JSON; it goes wrong at byte {exception.BytePositionInLine ?? 0} of line {(exception.LineNumber ?? 0) + 1}.");
        }
        return null;
    }

    public static bool Has(this JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member)
            && member.ValueKind != JsonValueKind.Null;
    }

    public static string? Text(this JsonElement element, string name) =>
        element.Has(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    public static double? Number(this JsonElement element, string name) =>
        element.Has(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var number)
            && double.IsFinite(number) ? number : null;

    public static long? Whole(this JsonElement element, string name) =>
        element.Number(name) is { } number and > -1e15 and < 1e15 ? (long)number : null;

    public static bool? Flag(this JsonElement element, string name) =>
        element.Has(name, out var member) && member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.ValueKind == JsonValueKind.True : null;

    /// <summary>The elements of an array; none where there is none.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement element, string name) =>
        element.Has(name, out var member) && member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : [];
}
