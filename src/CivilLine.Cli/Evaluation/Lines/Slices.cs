using System.Collections.Frozen;

namespace CivilLine.Cli.Evaluation;

/// <summary>Which test lines a figure is about.</summary>
internal static class Slices
{
    /// <summary>Test lines that every version has been measured on.</summary>
    public const string Frozen = "frozen";

    /// <summary>Test lines of files written since.</summary>
    public const string New = "new";

    public const string Both = "both";

    public static readonly IReadOnlyList<string> All = [Frozen, New, Both];

    private static readonly FrozenSet<string> FrozenFiles = FrozenSet.Create(
        "agent_and_benign", "america", "calls", "contempt", "dignity", "escalation", "escalation_and_agents", "hostility",
        "hostility_and_fury", "identity", "menace_and_dignity", "recogniser", "safeguarding", "safeguarding_and_idiom",
        "short", "short_turns", "split", "swearing", "talk", "threat", "threat_in_context", "world");

    public static string Of(string file) => FrozenFiles.Contains(file) ? Frozen : New;

    /// <summary>The rows of each slice; where nothing new was written, the new one is empty.</summary>
    public static IEnumerable<(string Slice, T[] Rows)> Cut<T>(IReadOnlyCollection<T> rows, Func<T, string> file) =>
    [
        (Frozen, [.. rows.Where(row => Of(file(row)) == Frozen)]),
        (New, [.. rows.Where(row => Of(file(row)) == New)]),
        (Both, [.. rows]),
    ];
}
