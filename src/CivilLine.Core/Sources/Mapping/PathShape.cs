using System.Text.Json.Nodes;
using CivilLine.Escalation.Documents;

namespace CivilLine.Sources.Mapping;

/// <param name="isRelativeTaken">Whether it may start at an item, which is so only within a rule that has <c>each</c>.</param>
internal sealed class PathShape(bool isRelativeTaken = true) : Shape<MemberPath?>
{
    public override MemberPath? Read(Node node, string path, MemberPath? start, Problems problems)
    {
        if (node is { Kind: NodeKind.Scalar, IsNull: false } && MemberPath.Parse(node.Text) is { } read && (isRelativeTaken || !read.IsRelative))
            return read;
        problems.Add(node, path, $"is {node.Described}; {MemberPath.InWords}{(isRelativeTaken ? ", or .text within the item of 'each'" : "")}");
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        definitions.Refer("path", () => new JsonObject { ["type"] = "string", ["pattern"] = MemberPath.Form });
}

/// <summary>A text, number or yes-or-no as it would be written in a message.</summary>
/// <param name="allowed">The only ones that may stand there; null for any.</param>
internal sealed class PlainShape(IReadOnlyList<string>? allowed = null) : Shape<string?>
{
    private const int Most = 200;

    public override string? Read(Node node, string path, string? start, Problems problems)
    {
        if (node.Kind != NodeKind.Scalar || node.IsNull)
            problems.Add(node, path, $"is {node.Described}; a value must stand here", allowed);
        else if (node.Text.Length > Most)
            problems.Add(node, path, $"is {node.Text.Length} characters long; at most {Most} are taken");
        else if (allowed is not null && !allowed.Contains(node.Text))
            problems.Add(node, path, $"is {node.Described}", allowed);
        else
            return node.AsFlag is { } flag ? (flag ? "true" : "false") : node.Text;
        return start;
    }

    public override JsonObject Schema(Definitions definitions) => allowed is null
        ? new() { ["type"] = new JsonArray("string", "number", "boolean") }
        : new() { ["enum"] = new JsonArray([.. allowed.Select(value => (JsonNode)(value is "true" or "false" ? JsonValue.Create(value == "true") : JsonValue.Create(value)))]) };
}

/// <summary>One of it, or a list.</summary>
internal sealed class OneOrMany<T>(Shape<T> one, int most) : Shape<IReadOnlyList<T>>
{
    private readonly ListOf<T> _many = new(one, most, () => default!, least: 1);

    public override IReadOnlyList<T> Read(Node node, string path, IReadOnlyList<T> start, Problems problems)
    {
        if (node.Kind == NodeKind.Sequence)
            return _many.Read(node, path, start, problems);
        return one.Read(node, path, default!, problems) is { } read ? [read] : start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["anyOf"] = new JsonArray(one.Schema(definitions), _many.Schema(definitions)) };
}
