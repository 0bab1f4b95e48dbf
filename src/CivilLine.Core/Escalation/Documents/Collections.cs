using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CivilLine.Escalation.Documents;

/// <summary>A list; it replaces what was there before.</summary>
/// <param name="make">What an item is before its members are read.</param>
internal sealed class ListOf<T>(Shape<T> item, int most, Func<T> make, int least = 0) : Shape<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(Node node, string path, IReadOnlyList<T> start, Problems problems)
    {
        if (node.Kind != NodeKind.Sequence)
            problems.Add(node, path, $"is {node.Described}; a list must stand here");
        else if (node.Items.Count < least || node.Items.Count > most)
            problems.Add(node, path, $"holds {node.Items.Count} items; {least} to {most} are taken");
        else
            return [.. node.Items.Select((one, i) => item.Read(one, $"{path}[{i}]", make(), problems)).Where(one => one is not null)];
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["type"] = "array", ["items"] = item.Schema(definitions), ["minItems"] = least, ["maxItems"] = most };
}

/// <summary>A list, or the one item of it by itself; a single item starts from the single one that was there before.</summary>
internal sealed class OneOrMany<T>(Shape<T> item, int most, Func<T> make) : Shape<IReadOnlyList<T>>
{
    private readonly ListOf<T> _list = new(item, most, make);

    public override IReadOnlyList<T> Read(Node node, string path, IReadOnlyList<T> start, Problems problems) =>
        node.Kind == NodeKind.Sequence
            ? _list.Read(node, path, start, problems)
            : [item.Read(node, path, start.Count == 1 ? start[0] : make(), problems)];

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["anyOf"] = new JsonArray(item.Schema(definitions), _list.Schema(definitions)) };
}

/// <summary>Members named by an enumeration; each starts from what it was before, and the others stay as they are.</summary>
internal sealed class Keyed<TKey, T>(Shape<T> value, Func<T> make) : Shape<IReadOnlyDictionary<TKey, T>>
    where TKey : struct, Enum
{
    private static readonly TKey[] Keys = Enum.GetValues<TKey>();

    public override IReadOnlyDictionary<TKey, T> Read(Node node, string path, IReadOnlyDictionary<TKey, T> start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping)
        {
            problems.Add(node, path, $"is {node.Described}; a group of members must stand here", [.. Keys.Select(Choice<TKey>.Name)]);
            return start;
        }

        var read = start.ToDictionary();
        foreach (var (key, member) in node.Members)
        {
            var at = $"{path}.{key.Text}";
            var index = Array.FindIndex(Keys, one => Choice<TKey>.Name(one) == key.Text);
            if (index < 0)
                problems.Add(key, at, "is not known here", [.. Keys.Select(Choice<TKey>.Name)]);
            else
                read[Keys[index]] = value.Read(member, at, read.TryGetValue(Keys[index], out var before) ? before : make(), problems);
        }

        return read;
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Keys.Select(key =>
            KeyValuePair.Create<string, JsonNode?>(Choice<TKey>.Name(key), value.Schema(definitions)))),
        ["additionalProperties"] = false,
    };
}

/// <param name="Start">What each of them starts from.</param>
internal sealed record NamedValues<T>(T Start, IReadOnlyDictionary<string, T> All);

/// <summary>Members with names of the author's own.</summary>
/// <param name="names">What a name must match, from start to end.</param>
internal sealed class Named<T>(Shape<T> value, string names, string namesInWords, int most, Func<string, string>? tidy = null)
    : Shape<NamedValues<T>>
{
    private readonly Regex _names = new(names, RegexOptions.CultureInvariant);

    public override NamedValues<T> Read(Node node, string path, NamedValues<T> start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping)
            problems.Add(node, path, $"is {node.Described}; a group of members must stand here");
        if (node.Members.Count > most)
            problems.Add(node, path, $"holds {node.Members.Count} members; at most {most} are taken");
        var read = start.All.ToDictionary();
        var named = new HashSet<string>();
        foreach (var (key, member) in node.Members.Take(most))
        {
            var at = $"{path}.{key.Text}";
            var name = tidy is null ? key.Text : tidy(key.Text);
            if (!_names.IsMatch(key.Text))
                problems.Add(key, at, $"is no name here; {namesInWords} must stand here");
            else if (!named.Add(name))
                problems.Add(key, at, "is there twice");
            else
                read[name] = value.Read(member, at, start.Start, problems);
        }

        return start with { All = read };
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = names },
        ["additionalProperties"] = value.Schema(definitions),
        ["maxProperties"] = most,
    };
}

internal static class SchemaText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(JsonObject schema) => schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
}
