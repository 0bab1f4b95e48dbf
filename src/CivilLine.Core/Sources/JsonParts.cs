using System.Text.Json;

namespace CivilLine.Sources;

/// <summary>
/// The messages in a body: JSON values one after another, as streams join them with or without line breaks, and the
/// elements of an array. What cannot be cut is the last part, for whoever parses it to refuse.
/// </summary>
internal static class JsonParts
{
    private static readonly JsonReaderOptions Several = new() { AllowMultipleValues = true, MaxDepth = 40 };

    public static List<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> json)
    {
        var parts = new List<ReadOnlyMemory<byte>>(1);
        var end = 0;
        try
        {
            var reader = new Utf8JsonReader(json.Span, Several);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
                {
                    end = (int)reader.BytesConsumed;
                    continue;
                }
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                end = (int)reader.BytesConsumed;
                parts.Add(json[start..end]);
            }
        }
        catch (JsonException)
        {
            parts.Add(json[end..]);
        }
        if (parts.Count == 0)
            parts.Add(json);
        return parts;
    }
}
