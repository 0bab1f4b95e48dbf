namespace CivilLine.Perspective;

internal sealed record AnalyzeRequest(
    TextEntry? Comment, IReadOnlyDictionary<string, AttributeParameters?>? RequestedAttributes, IReadOnlyList<string>? Languages,
    bool SpanAnnotations = false, bool DropUnsupportedAttributes = false, string? ClientToken = null);

internal sealed record TextEntry(string? Text, string? Type);

/// <param name="ScoreThreshold">Attributes that score less are left out of the answer.</param>
internal sealed record AttributeParameters(string? ScoreType, double? ScoreThreshold);

/// <param name="Languages">The request's, or what was detected.</param>
internal sealed record AnalyzeAnswer(
    IReadOnlyDictionary<string, AttributeScores> AttributeScores, IReadOnlyList<string> Languages,
    IReadOnlyList<string>? DetectedLanguages, string? ClientToken);

internal sealed record AttributeScores(IReadOnlyList<SpanScore> SpanScores, Score SummaryScore);

/// <param name="Begin">In UTF-16 units of the comment's text, as is <paramref name="End"/>, which is one past the last.</param>
internal sealed record SpanScore(int Begin, int End, Score Score);

internal sealed record Score(float Value, string Type = "PROBABILITY");
