using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <summary>Strings that hold JSON, by their paths.</summary>
internal sealed class UnpackShape : Shape<IReadOnlyList<OpenedString>>
{
    private const int Most = 8;

    private static readonly Choice<StringEncoding> Encoding = new();

    public override IReadOnlyList<OpenedString> Read(Node node, string path, IReadOnlyList<OpenedString> start, Problems problems)
    {
        if (node.Kind != NodeKind.Mapping || node.Members.Count > Most)
        {
            problems.Add(node, path, $"is {node.Described}; at most {Most} paths, each with json or base64, must stand here");
            return start;
        }
        var strings = new List<OpenedString>();
        foreach (var (key, value) in node.Members)
        {
            var at = $"{path}.{key.Text}";
            if (MemberPath.Parse(key.Text) is not { IsRelative: false } place)
                problems.Add(key, at, $"is no path from the message's start; {MemberPath.InWords}");
            else
                // One string may hold another.
                strings.Add(new OpenedString(place.Opening(strings), Encoding.Read(value, at, default, problems)));
        }
        return strings;
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new PathShape().Schema(definitions),
        ["additionalProperties"] = Encoding.Schema(definitions),
        ["maxProperties"] = Most,
    };
}

/// <summary>Where the messages stand in a delivery: a path, or a group that also says what is packed into each.</summary>
internal sealed class MessagesShape : Shape<MemberPath?>
{
    private static readonly PathShape Path = new(isRelativeTaken: false);

    private static readonly Section<Draft> Group = new Section<Draft>("messages")
        .Has("path", "Where they stand in the delivery; with [*] where it holds several.", Path, draft => draft.Path, (draft, path) => draft with { Path = path }, required: true)
        .Has("unpack", "What each of them is where it is a string: json, or base64 of it.",
            new Choice<StringEncoding>(), _ => default, (draft, unpack) => draft with { Unpack = unpack });

    private sealed record Draft(MemberPath? Path = null, StringEncoding? Unpack = null);

    public override MemberPath? Read(Node node, string path, MemberPath? start, Problems problems)
    {
        if (node.Kind == NodeKind.Scalar)
            return Path.Read(node, path, start, problems);
        var draft = Group.Read(node, path, new Draft(), problems);
        return draft is { Path: { } place, Unpack: { } unpack } ? place.Opening([new OpenedString(place, unpack)]) : draft.Path;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["anyOf"] = new JsonArray(Path.Schema(definitions), Group.Schema(definitions)) };
}
