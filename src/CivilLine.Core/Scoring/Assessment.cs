namespace CivilLine.Scoring;

/// <summary>What a model says of one text: scores, the categories over its shipped thresholds, strength and aim.</summary>
/// <param name="Severity">Null exactly where <paramref name="Categories"/> is empty.</param>
public readonly record struct Assessment(
    CategoryScores Scores, CategorySet Categories, Severity? Severity, Target Target);

/// <summary>A run of the shown text, in UTF-16 units, and how much it added to the score.</summary>
public readonly record struct Highlight(int Start, int Length, float Weight);

/// <summary>Which model scored: its version and the hash of its one set of thresholds.</summary>
public sealed record ModelInfo(string Version, string ThresholdsHash);
