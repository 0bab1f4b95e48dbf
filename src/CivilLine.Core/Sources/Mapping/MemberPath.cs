using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>
/// A path into a message, in the part of JSONPath (RFC 9535) that mappings take: <c>$</c> for the message, then
/// <c>.name</c>, <c>['any name']</c>, <c>[0]</c>, <c>[-1]</c> and <c>[*]</c>. Without the <c>$</c> it starts at the item
/// that a rule's <c>each</c> stands at, since YAML reserves the RFC's sign for that.
/// </summary>
internal sealed class MemberPath
{
    public const string InWords = "a path must stand here, such as $.payload.text, $.items[0].id or $['a name']";

    /// <summary>The same for editors.</summary>
    public const string Form = $"""^(\$(\.{Name}|{Bracketed})*|\.({Name}|{Bracketed})(\.{Name}|{Bracketed})*|\.)$""";

    private const string Name = """[\p{L}_][\p{L}\p{Nd}_-]*""";
    private const string Bracketed = """\[(\*|-?[0-9]{1,6}|'[^'\\]+'|"[^"\\]+")\]""";
    private const int MostSteps = 16;

    private readonly Step[] _steps;

    private MemberPath(string text, bool isRelative, Step[] steps) => (Text, IsRelative, _steps) = (text, isRelative, steps);

    public string Text { get; }

    /// <summary>Whether it starts at the item and not at the message.</summary>
    public bool IsRelative { get; }

    /// <summary>Whether it may lead to several places.</summary>
    public bool IsMany => Array.Exists(_steps, step => step.Kind == StepKind.All);

    private enum StepKind { Name, Index, All }

    private readonly record struct Step(StepKind Kind, string Name = "", int Index = 0, OpenedString? Opens = null)
    {
        public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Name);

        public bool IsAt(Step other) => (Kind, Name, Index) == (other.Kind, other.Name, other.Index);
    }

    /// <returns>Null where the text is no such path.</returns>
    public static MemberPath? Parse(string text)
    {
        if (text.Length is 0 or > 200 || text[0] is not ('$' or '.'))
            return null;
        var steps = new List<Step>();
        var at = text[0] == '$' || text.Length == 1 || text[1] == '[' ? 1 : 0;
        while (at < text.Length)
        {
            if (steps.Count == MostSteps || (text[at] == '[' ? Bracket(text, ref at) : Dot(text, ref at)) is not { } step)
                return null;
            steps.Add(step);
        }
        return new MemberPath(text, text[0] != '$', [.. steps]);
    }

    /// <summary>The same path, which goes on into the strings that the given ones lead to.</summary>
    public MemberPath Opening(IReadOnlyList<OpenedString> strings)
    {
        Step[]? steps = null;
        foreach (var opened in strings)
        {
            var to = opened.Path._steps;
            if (IsRelative || to.Length == 0 || to.Length > _steps.Length || to.Where((step, i) => !step.IsAt(_steps[i])).Any())
                continue;
            steps ??= [.. _steps];
            steps[to.Length - 1] = steps[to.Length - 1] with { Opens = opened };
        }
        return steps is null ? this : new MemberPath(Text, IsRelative, steps);
    }

    /// <summary>The one place that it leads to; of several the first.</summary>
    public bool TryFind(JsonElement from, StringOpener opener, out JsonElement found) => TryFind(from, 0, opener, out found);

    /// <summary>Every place that it leads to, and where each is.</summary>
    public void Collect(JsonElement from, StringOpener opener, List<(JsonElement Found, int[] Indices)> into) =>
        Collect(from, 0, [], opener, into);

    /// <param name="indices">Which of several places it was, in the order of the path.</param>
    /// <returns>As a refusal names it: <c>Segments[2].Transcript.Id</c>.</returns>
    public string Named(ReadOnlySpan<int> indices = default)
    {
        var named = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step.Kind == StepKind.Name)
                named.Append(named.Length == 0 ? "" : ".").Append(step.Name);
            else if (step.Kind == StepKind.Index)
                named.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
            else if (indices.IsEmpty)
                named.Append("[*]");
            else
            {
                named.Append(CultureInfo.InvariantCulture, $"[{indices[0]}]");
                indices = indices[1..];
            }
        }
        return named.ToString();
    }

    public override string ToString() => Text;

    private bool TryFind(JsonElement from, int at, StringOpener opener, out JsonElement found)
    {
        found = from;
        for (; at < _steps.Length; at++)
        {
            ref readonly var step = ref _steps[at];
            if (step.Kind == StepKind.All)
            {
                if (found.ValueKind != JsonValueKind.Array)
                    return false;
                foreach (var item in found.EnumerateArray())
                {
                    if (TryFind(opener.Open(item, step.Opens), at + 1, opener, out found))
                        return true;
                }
                return false;
            }
            if (!TryStep(step, ref found))
                return false;
            found = opener.Open(found, step.Opens);
        }
        return found.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }

    private void Collect(JsonElement from, int at, int[] indices, StringOpener opener, List<(JsonElement, int[])> into)
    {
        for (; at < _steps.Length; at++)
        {
            ref readonly var step = ref _steps[at];
            if (step.Kind == StepKind.All)
            {
                if (from.ValueKind != JsonValueKind.Array)
                    return;
                var index = 0;
                foreach (var item in from.EnumerateArray())
                    Collect(opener.Open(item, step.Opens), at + 1, [.. indices, index++], opener, into);
                return;
            }
            if (!TryStep(step, ref from))
                return;
            from = opener.Open(from, step.Opens);
        }
        if (from.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            into.Add((from, indices));
    }

    private static bool TryStep(in Step step, ref JsonElement element)
    {
        if (step.Kind == StepKind.Name)
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step.Utf8, out element);
        if (element.ValueKind != JsonValueKind.Array)
            return false;
        var length = element.GetArrayLength();
        var index = step.Index < 0 ? length + step.Index : step.Index;
        if (index < 0 || index >= length)
            return false;
        element = element[index];
        return true;
    }

    private static Step? Dot(string text, ref int at)
    {
        if (text[at] != '.')
            return null;
        var start = ++at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
            at++;
        return at == start || char.IsDigit(text[start]) || text[start] == '-' ? null : new Step(StepKind.Name, text[start..at]);
    }

    private static Step? Bracket(string text, ref int at)
    {
        var end = at + 1 < text.Length && text[at + 1] is '\'' or '"'
            ? text.IndexOf(text[at + 1], at + 2) + 1
            : text.IndexOf(']', at);
        if (end <= at + 1 || end >= text.Length || text[end] != ']')
            return null;
        var inside = text.AsSpan(at + 1, end - at - 1);
        at = end + 1;
        if (inside is "*")
            return new Step(StepKind.All);
        if (inside[0] is '\'' or '"')
            return inside.Length > 2 && !inside.Contains('\\') ? new Step(StepKind.Name, inside[1..^1].ToString()) : null;
        return inside.Length <= 7 && int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            && inside[0] != '+' ? new Step(StepKind.Index, Index: index) : null;
    }
}
