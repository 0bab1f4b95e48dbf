using System.Text.Json;

namespace CivilLine.Faults.Fuzz.Mutations;

/// <summary>Where one value of a JSON text stands. <paramref name="Start"/> is its name's, where it is a member.</summary>
internal readonly record struct JsonSpan(int Start, int ValueStart, int End, JsonTokenType Type, bool IsMember);

internal static class JsonSpans
{
    /// <returns>Null where it is no JSON, or none that holds anything.</returns>
    public static List<JsonSpan>? Of(byte[] json)
    {
        var spans = new List<JsonSpan>();
        var open = new Stack<int>();
        var name = -1;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1000 });
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        var opened = open.Pop();
                        spans[opened] = spans[opened] with { End = (int)reader.BytesConsumed };
                        continue;
                    case JsonTokenType.StartArray or JsonTokenType.StartObject:
                        open.Push(spans.Count);
                        break;
                }
                spans.Add(new JsonSpan(name < 0 ? start : name, start, (int)reader.BytesConsumed, reader.TokenType, name >= 0));
                name = -1;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return spans.Count > 0 && open.Count == 0 && spans[0].Type is JsonTokenType.StartObject or JsonTokenType.StartArray ? spans : null;
    }
}
