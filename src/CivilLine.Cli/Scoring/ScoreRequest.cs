using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Scoring;

/// <summary>One line of <c>score</c>: what to score, or why it cannot be.</summary>
/// <param name="Id">Given back as it came: a string or a number.</param>
internal sealed record ScoreRequest(JsonNode? Id, IReadOnlyList<string> Fragments, string? Error)
{
    /// <summary>Bytes of UTF-8 in one fragment, as in the wire contract.</summary>
    private const int MaxText = 8 * 1024;

    private const int MaxFragments = 1000;

    public static ScoreRequest Parse(string line, int number)
    {
        JsonNode? id = null;
        ScoreRequest Bad(string why) => new(id, [], $"line {number}: {why}");

        JsonObject? body;
        try
        {
            body = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException error)
        {
            return Bad($"is not JSON: {error.Message}");
        }
        // Members given twice are only found when the object is first read.
        catch (ArgumentException error)
        {
            return Bad($"is not JSON: {error.Message}");
        }
        if (body is null)
            return Bad("must be a JSON object with id and fragments (or text)");
        try
        {
            id = IdOf(body);
            return Read(body, id, Bad);
        }
        catch (ArgumentException error)
        {
            return Bad($"is not JSON: {error.Message}");
        }
        catch (InvalidOperationException error)
        {
            return Bad($"holds a string that is not Unicode: {error.Message}");
        }
    }

    private static ScoreRequest Read(JsonObject body, JsonNode? id, Func<string, ScoreRequest> bad)
    {
        if (id is null && body["id"] is not null)
            return bad("member 'id' must be a string or a number");
        var fragments = body["fragments"] switch
        {
            null when body.ContainsKey("fragments") => null,
            null => Text(body["text"]) is { } text ? [text] : null,
            JsonArray { Count: > 0 and <= MaxFragments } array when array.All(node => Text(node) is not null) =>
                array.Select(node => Text(node)!).ToArray(),
            _ => null,
        };
        if (fragments is null)
            return bad(body.ContainsKey("fragments")
                ? $"member 'fragments' must be an array of 1 to {MaxFragments} strings"
                : "member 'fragments' is missing: an array of strings (or 'text', a string)");
        var overlong = Array.FindIndex(fragments, text => System.Text.Encoding.UTF8.GetByteCount(text) > MaxText);
        return overlong < 0
            ? new ScoreRequest(id, fragments, null)
            : bad($"member 'fragments[{overlong}]' must be at most {MaxText} bytes");
    }

    private static JsonNode? IdOf(JsonObject body) =>
        body["id"]?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? body["id"] : null;

    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
