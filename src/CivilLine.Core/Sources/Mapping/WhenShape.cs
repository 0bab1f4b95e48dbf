using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>Paths and what must stand there: <c>{ $.type: [a, b], $.text: { exists: true } }</c>; all of them must hold.</summary>
internal sealed class WhenShape : Shape<IReadOnlyList<MappedCondition>>
{
    private const int Most = 16;
    private const int MostValues = 100;

    private static readonly OneOrMany<string?> Values = new(new PlainShape(), MostValues);

    private static readonly Section<Draft> Otherwise = new Section<Draft>("condition")
        .Has("exists", "Whether anything stands there.", new Flag(), _ => true, (draft, exists) => draft with { Exists = exists })
        .Has("not", "What must not stand there.", Values, _ => [], (draft, not) => draft with { Not = [.. not.OfType<string>()] });

    private sealed record Draft(bool? Exists = null, IReadOnlyList<string>? Not = null);

    public override IReadOnlyList<MappedCondition> Read(Node node, string path, IReadOnlyList<MappedCondition> start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping || node.Members.Count is 0 or > Most)
        {
            problems.Add(node, path, $"is {node.Described}; 1 to {Most} paths, each with what must stand there, must stand here, such as $.type: Transcript");
            return start;
        }
        var all = new List<MappedCondition>();
        foreach (var (key, value) in node.Members)
        {
            var at = $"{path}.{key.Text}";
            if (MemberPath.Parse(key.Text) is not { } place)
                problems.Add(key, at, $"is no path; {MemberPath.InWords}");
            else if (value.Kind != NodeKind.Mapping)
                all.Add(new MappedCondition(place, ConditionKind.OneOf, [.. Values.Read(value, at, [], problems).OfType<string>()]));
            else if (Otherwise.Read(value, at, new Draft(), problems) is var draft && draft is { Exists: null } == draft is { Not: null })
                problems.Add(value, at, "says neither or both of 'exists' and 'not'; one of them must stand here", ["exists", "not"]);
            else
                all.Add(draft.Not is { } not
                    ? new MappedCondition(place, ConditionKind.NoneOf, not)
                    : new MappedCondition(place, draft.Exists == true ? ConditionKind.Exists : ConditionKind.Missing, []));
        }
        return all;
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new PathShape().Schema(definitions),
        ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Values.Schema(definitions), Otherwise.Schema(definitions)) },
        ["minProperties"] = 1,
        ["maxProperties"] = Most,
    };
}
