using System.Buffers;
using System.Globalization;

namespace CivilLine.Escalation.Documents;

internal enum NodeKind
{
    Scalar,
    Sequence,
    Mapping,
}

/// <summary>A piece of a YAML document and where it stands.</summary>
/// <param name="Text">Of a scalar.</param>
/// <param name="IsPlain">Whether a scalar stands without quotes, so that it may be a number, a yes or no, or nothing.</param>
internal sealed record Node(NodeKind Kind, int Line, int Column, string Text = "", bool IsPlain = false)
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789+-.eE");

    public List<Node> Items { get; } = [];

    public List<(Node Key, Node Value)> Members { get; } = [];

    public Node? Member(string name) => Members.Find(member => member.Key.Text == name).Value;

    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool? AsFlag => !IsPlain ? null : Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>What YAML's core schema takes for a number.</summary>
    public double? AsNumber =>
        IsPlain && Text.Length is > 0 and < 32 && Text.AsSpan().IndexOfAnyExcept(OfNumbers) < 0
        && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    /// <summary>As a person would name it.</summary>
    public string Described => Kind switch
    {
        NodeKind.Mapping => "a group of members",
        NodeKind.Sequence => "a list",
        _ when IsNull => "nothing",
        _ => $"'{(Text.Length > 40 ? Text[..40] + "…" : Text)}'",
    };

    /// <summary>The node at a path, or the nearest above it that there is.</summary>
    public Node Nearest(string path)
    {
        var node = this;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = node.Kind != NodeKind.Sequence ? node.Member(step)
                : int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? node.Items.ElementAtOrDefault(index)
                : null;
            if (next is null)
                break;
            node = next;
        }

        return node;
    }
}
