using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CivilLine.Sources;

/// <summary>Members of a vendor's JSON as they may come: missing, null, or of another kind than documented, is not there.</summary>
internal static class JsonMembers
{
    private static readonly JsonDocumentOptions Strictly = new() { MaxDepth = 32 };

    /// <returns>Null where the body is not one JSON object, which is refused.</returns>
    public static JsonDocument? Parse(in SourceMessage message, EventLines events)
    {
        if (TryParse(message.Body, out var wrong) is { } document)
        {
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            wrong = "The message must be one JSON object.";
        }
        events.Refuse(null, wrong);
        return null;
    }

    /// <summary>Whatever is parsed can be read: no member's name and no text of it throws.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> json, out string wrong)
    {
        wrong = "";
        try
        {
            if (!Utf8.IsValid(json.Span))
                wrong = "The message is not UTF-8.";
            else if (HasHalfCharacter(json.Span))
                wrong = @"The message has a \u escape of half a character.";
            else
                return JsonDocument.Parse(json, Strictly);
        }
        catch (JsonException exception)
        {
            wrong = $"The message is not JSON; it goes wrong at byte {exception.BytePositionInLine ?? 0} of line {(exception.LineNumber ?? 0) + 1}.";
        }
        return null;
    }

    /// <summary>Whether a <c>\uD800</c>–<c>\uDFFF</c> stands without its other half, at which reading would throw.</summary>
    private static bool HasHalfCharacter(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is >= 0 and var at)
        {
            json = json[at..];
            if (Unit(json) is not { } unit)
                json = json[Math.Min(2, json.Length)..];
            else if (!char.IsSurrogate(unit))
                json = json[6..];
            else if (char.IsHighSurrogate(unit) && Unit(json[6..]) is { } low && char.IsLowSurrogate(low))
                json = json[12..];
            else
                return true;
        }
        return false;
    }

    private static char? Unit(ReadOnlySpan<byte> json) =>
        json.Length >= 6 && json[0] == '\\' && json[1] == 'u'
        && Utf8Parser.TryParse(json[2..6], out ushort unit, out var read, 'x') && read == 4 ? (char)unit : null;

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
