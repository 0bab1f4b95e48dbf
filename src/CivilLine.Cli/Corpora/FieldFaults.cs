using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Corpora;

/// <summary>Lines whose members are missing, unknown or at odds with each other.</summary>
internal static class FieldFaults
{
    public static IEnumerable<string> In(string corpus)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(corpus, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var (at, text) in File.ReadLines(path).Index())
            {
                var place = $"{Path.GetFileName(path)}:{at + 1}";
                foreach (var fault in Of(text, place, places))
                    yield return $"{place}: {fault}";
            }
        }
    }

    private static IEnumerable<string> Of(string text, string place, Dictionary<string, string> places)
    {
        JsonObject line;
        try
        {
            line = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException error)
        {
            return [$"no JSON: {error.Message}"];
        }
        return [.. Identity(line, place, places), .. LineRules.Faults(line)];
    }

    private static IEnumerable<string> Identity(JsonObject line, string place, Dictionary<string, string> places)
    {
        if ((line["id"] ?? line["call"])?.GetValue<string>() is not { Length: > 0 } id)
            yield return "id (or call) must be given";
        else if (!places.TryAdd(id, place))
            yield return $"id {id} is taken by {places[id]}";
    }
}
