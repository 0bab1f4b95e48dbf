using System.Text.RegularExpressions;

namespace CivilLine.Privacy;

internal enum ScanPlace
{
    Fragments,
    Alerts,
    Outbox,
    Labels,
    Suggestions,
    Index,
}

/// <summary>A stored text that today's rules would not store as it is.</summary>
/// <param name="Id">Of its row; of the index, the call's key.</param>
/// <param name="CallId">Null where it is of no call, or of one that is gone.</param>
internal sealed record ScanHit(ScanPlace Place, long Id, string? CallId, bool IsLive, string Text, string Redacted)
{
    /// <summary>What was found, as the label that stands in for it names it.</summary>
    public IEnumerable<string> Kinds => Labels(Redacted).Where(one => one.Count > Labels(Text).FirstOrDefault(before => before.Kind == one.Kind).Count)
        .Select(one => one.Kind);

    private static List<(string Kind, int Count)> Labels(string text) =>
        [.. ScanLabels.Label().Matches(text).GroupBy(match => match.Groups[1].Value).Select(same => (same.Key, same.Count()))];
}

internal static partial class ScanLabels
{
    [GeneratedRegex(@"\[([a-z]+)\]")]
    public static partial Regex Label();
}

/// <param name="Fix">Rewrites what is found, in ended calls.</param>
internal sealed record ScanAsked(bool Fix = false);

/// <param name="Read">How many texts were read of each place.</param>
/// <param name="Left">How many of those found stand there still.</param>
internal sealed record ScanView(
    DateTimeOffset At, long TookMs, IReadOnlyDictionary<ScanPlace, long> Read, IReadOnlyList<ScanFinding> Findings, int Fixed, int Left);

/// <param name="Count">Texts with it.</param>
/// <param name="CallIds">The first hundred.</param>
internal sealed record ScanFinding(ScanPlace Place, string Kind, int Count, IReadOnlyList<string> CallIds);
