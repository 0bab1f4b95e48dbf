using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CivilLine.Sources.Mapping;

/// <summary>Where one member of an event comes from.</summary>
internal sealed record MappedValue
{
    /// <summary>The first of them that leads anywhere counts.</summary>
    public IReadOnlyList<MemberPath> Paths { get; init; } = [];

    /// <summary>In place of <see cref="Paths"/>: all of them together.</summary>
    public IReadOnlyList<MemberPath> All { get; init; } = [];

    /// <summary>In place of what a path leads to.</summary>
    public string? Fixed { get; init; }

    /// <summary>What each of the vendor's values stands for; what is not in it is not there.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    /// <summary>Where nothing is there.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Put between the pieces of <see cref="All"/>, and of a path that leads to several places.</summary>
    public string? Join { get; init; }

    /// <returns>Null where nothing is there.</returns>
    public string? Read(in MessageView view) => Read(view, out _);

    /// <param name="raw">The vendor's own value.</param>
    public string? Read(in MessageView view, out string? raw)
    {
        raw = null;
        if (Fixed is not null)
            return Fixed;
        if (All.Count > 0)
            raw = Together(view);
        foreach (var path in Paths)
        {
            raw = path.IsMany && Join is not null ? Joined(view, path)
                : view.TryFind(path, out var found) ? TextOf(found)
                : null;
            if (raw is not null)
                break;
        }
        if (raw is null)
            return Otherwise;
        return Map is null ? raw : Map.TryGetValue(raw, out var mapped) ? mapped : Otherwise;
    }

    /// <summary>What is written in a message where a value stands: words as they are, a number or true or false as it is written.</summary>
    public static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>As a refusal names it.</summary>
    public string Named(in MessageView view) =>
        string.Join(All.Count > 0 ? " and " : " or ", NamesOf(view));

    public MappedValue Opening(IReadOnlyList<OpenedString> strings) =>
        this with { Paths = [.. Paths.Select(path => path.Opening(strings))], All = [.. All.Select(path => path.Opening(strings))] };

    private IEnumerable<string> NamesOf(MessageView view) => Paths.Concat(All).Select(path => view.NameOf(path));

    private string? Together(in MessageView view)
    {
        var pieces = new string[All.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            if (!view.TryFind(All[i], out var found) || TextOf(found) is not { } piece)
                return null;
            pieces[i] = piece;
        }
        return string.Join(Join ?? "-", pieces);
    }

    private string? Joined(in MessageView view, MemberPath path)
    {
        var joined = new StringBuilder();
        foreach (var (found, _) in view.Collect(path))
        {
            if (TextOf(found) is { } piece)
                joined.Append(joined.Length == 0 ? "" : Join).Append(piece);
        }
        return joined.Length == 0 ? null : joined.ToString();
    }
}

/// <summary>A number of a member of an event: whole, or a fraction.</summary>
internal static class MappedNumbers
{
    public static double? AsNumber(this string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static long? AsWhole(this double? number) => number is > -1e15 and < 1e15 ? (long)Math.Round(number.Value) : null;
}
