using System.Collections.Frozen;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>The rules as <c>access.md</c> says them. Each row names who is let in; for everybody else it says what they are answered.</summary>
internal sealed record AccessRule(string What, FrozenSet<string> In, FrozenDictionary<string, int> Refused)
{
    /// <returns>The status of the refusal; null where they are let in.</returns>
    public int? Expected(string who) =>
        Refused.TryGetValue(who, out var status) ? status : In.Contains(who) ? null : who == Cast.Nobody ? 401 : 403;
}

internal static class AccessTable
{
    private const string File = "access.md";

    public static FrozenDictionary<string, AccessRule> Read()
    {
        var lines = System.IO.File.ReadAllLines(Path.Combine(Shared.Repository.Root, "tests", "CivilLine.Server.Tests", "Security", "Matrix", File));
        var groups = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["everybody"] = [.. Cast.Everybody] };
        foreach (var line in lines.Where(line => line.StartsWith("- **", StringComparison.Ordinal)))
        {
            var (name, members) = (line[4..line.IndexOf("**", 4, StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            groups[name] = Names(members, groups);
        }
        return lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => Rule(line, groups))
            .ToFrozenDictionary(rule => rule.What, StringComparer.Ordinal);
    }

    private static AccessRule Rule(string line, Dictionary<string, string[]> groups)
    {
        var cells = line.Split('|')[1..^1];
        Assert.True(cells.Length == 5, $"{File}: five columns are wanted in: {line}");
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (status, cell) in new[] { (401, 2), (403, 3), (404, 4) })
            foreach (var who in Names(cells[cell], groups))
                refused.Add(who, status);
        return new AccessRule(cells[0].Trim(' ', '`'), Names(cells[1], groups).ToFrozenSet(), refused.ToFrozenDictionary());
    }

    private static string[] Names(string cell, Dictionary<string, string[]> groups) =>
    [
        .. cell.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).SelectMany(name => groups.TryGetValue(name, out var members) ? members
            : Cast.Everybody.Contains(name) ? [name]
            : throw new InvalidOperationException($"{File}: nobody is called '{name}'.")).Distinct(),
    ];
}
