using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Escalation.Documents;

/// <summary>A number within a range, both ends included unless <paramref name="isAbove"/> leaves the lower one out.</summary>
internal sealed class Number(double least, double most, bool isWhole = false, bool isAbove = false) : Shape<double>
{
    public override double Read(Node node, string path, double start, Problems problems)
    {
        if (node.AsNumber is { } number && number <= most && (isAbove ? number > least : number >= least) && (!isWhole || number == Math.Floor(number)))
            return number;
        var what = isWhole ? "whole number" : "number";
        problems.Add(node, path, FormattableString.Invariant($"is {node.Described}; a {what} {(isAbove ? "above" : "from")} {least} {(isAbove ? "and at most" : "to")} {most} must stand here"));
        return start;
    }

    public override JsonObject Schema(Definitions definitions) => new()
    {
        ["type"] = isWhole ? "integer" : "number",
        [isAbove ? "exclusiveMinimum" : "minimum"] = least,
        ["maximum"] = most,
    };
}

internal sealed class Flag : Shape<bool>
{
    public override bool Read(Node node, string path, bool start, Problems problems)
    {
        if (node.AsFlag is { } flag)
            return flag;
        problems.Add(node, path, $"is {node.Described}; yes or no must stand here", ["true", "false"]);
        return start;
    }

    public override JsonObject Schema(Definitions definitions) => new() { ["type"] = "boolean" };
}

/// <summary>Words, at most <paramref name="most"/> UTF-16 units of them.</summary>
internal sealed class Words(int most, int least = 1) : Shape<string>
{
    public override string Read(Node node, string path, string start, Problems problems)
    {
        if (node.Kind != NodeKind.Scalar || node.IsNull)
            problems.Add(node, path, $"is {node.Described}; words must stand here");
        else if (node.AsFlag is not null || node.AsNumber is not null)
            problems.Add(node, path, $"is {node.Described}; words must stand here: put it in quotes");
        else if (node.Text.Length < least || node.Text.Length > most)
            problems.Add(node, path, $"is {node.Text.Length} characters long; {least} to {most} are taken");
        else
            return node.Text;
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["type"] = "string", ["minLength"] = least, ["maxLength"] = most };
}

/// <summary>One of an enumeration's names, as the wire writes them.</summary>
internal sealed class Choice<T>(params T[] values) : Shape<T>
    where T : struct, Enum
{
    private readonly T[] _values = values.Length > 0 ? values : Enum.GetValues<T>();

    public override T Read(Node node, string path, T start, Problems problems)
    {
        foreach (var value in _values)
        {
            if (node.Kind == NodeKind.Scalar && node.Text == Name(value))
                return value;
        }

        problems.Add(node, path, $"is {node.Described}", [.. _values.Select(Name)]);
        return start;
    }

    public override JsonObject Schema(Definitions definitions) =>
        new() { ["enum"] = new JsonArray([.. _values.Select(value => (JsonNode)Name(value))]) };

    public static string Name(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
