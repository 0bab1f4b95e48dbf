using System.Text.Json.Nodes;

namespace CivilLine.Escalation.Documents;

/// <summary>What may stand at a place of the document: said once, for the reader and for the JSON schema.</summary>
internal abstract class Shape<T>
{
    /// <param name="start">What holds where the document says nothing.</param>
    /// <returns>What was read; <paramref name="start"/> where a problem was noted.</returns>
    public abstract T Read(Node node, string path, T start, Problems problems);

    public abstract JsonObject Schema(Definitions definitions);
}

/// <summary>Parts of a schema that are written once and named wherever they stand.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<string, JsonObject?> _all = [];

    public JsonObject Refer(string name, Func<JsonObject> make)
    {
        if (_all.TryAdd(name, null))
            _all[name] = make();
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    public JsonObject ToJson() => new(_all.OrderBy(named => named.Key, StringComparer.Ordinal)
        .Select(named => KeyValuePair.Create<string, JsonNode?>(named.Key, named.Value)));
}
