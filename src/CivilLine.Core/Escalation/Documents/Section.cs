using System.Text.Json.Nodes;

namespace CivilLine.Escalation.Documents;

/// <summary>A group of named members, each of which changes one thing of what was there before.</summary>
/// <param name="name">Under which the schema keeps it once; null where it stands in one place.</param>
internal sealed class Section<T>(string? name = null) : Shape<T>
{
    private readonly List<Member> _members = [];

    private sealed record Member(
        string Name, string About, bool IsRequired, Func<Node, string, T, Problems, T> Read, Func<Definitions, JsonObject> Schema);

    public Section<T> Has<TValue>(
        string member, string about, Shape<TValue> shape, Func<T, TValue> get, Func<T, TValue, T> set, bool required = false)
    {
        _members.Add(new Member(
            member, about, required,
            (node, path, whole, problems) => set(whole, shape.Read(node, path, get(whole), problems)),
            shape.Schema));
        return this;
    }

    public override T Read(Node node, string path, T start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping)
        {
            problems.Add(node, path, $"is {node.Described}; a group of members must stand here", Names);
            return start;
        }

        foreach (var (key, _) in node.Members)
        {
            if (!_members.Exists(member => member.Name == key.Text))
                problems.Add(key, Within(path, key.Text), "is not known here", Names);
        }

        // In the order in which they are declared: what a later one starts from is what an earlier one says.
        foreach (var member in _members)
        {
            if (node.Member(member.Name) is { } value)
                start = member.Read(value, Within(path, member.Name), start, problems);
            else if (member.IsRequired)
                problems.Add(node, Within(path, member.Name), "is missing");
        }

        return start;
    }

    public override JsonObject Schema(Definitions definitions) => name is null ? Make(definitions) : definitions.Refer(name, () => Make(definitions));

    private JsonObject Make(Definitions definitions)
    {
        var properties = new JsonObject();
        foreach (var member in _members)
        {
            var schema = member.Schema(definitions);
            schema["description"] = member.About;
            properties[member.Name] = schema;
        }

        var section = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (_members.Exists(member => member.IsRequired))
            section["required"] = new JsonArray([.. _members.Where(member => member.IsRequired).Select(member => (JsonNode)member.Name)]);
        return section;
    }

    private IReadOnlyList<string> Names => _members.ConvertAll(member => member.Name);

    private static string Within(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";
}
