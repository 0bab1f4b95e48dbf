namespace CivilLine.Perspective;

/// <summary>What a client says that a comment should have scored; what else Perspective's clients send is passed over.</summary>
internal sealed record SuggestRequest(
    TextEntry? Comment, IReadOnlyDictionary<string, SuggestedScores?>? AttributeScores, IReadOnlyList<string>? Languages,
    string? ClientToken = null);

/// <summary>The whole comment's score, or those of parts of it, or both.</summary>
internal sealed record SuggestedScores(SuggestedScore? SummaryScore, IReadOnlyList<SuggestedSpan?>? SpanScores)
{
    /// <summary>Of parts alone the worst, as an answer's summary is.</summary>
    public double Summary => SummaryScore?.Value ?? SpanScores!.Max(span => span!.Score!.Value!.Value);
}

/// <inheritdoc cref="SpanScore"/>
internal sealed record SuggestedSpan(int? Begin, int? End, SuggestedScore? Score);

internal sealed record SuggestedScore(double? Value, string? Type);

/// <param name="DetectedLanguages">Null where the request said which.</param>
internal sealed record SuggestAnswer(
    string? ClientToken, IReadOnlyList<string>? DetectedLanguages, IReadOnlyList<string>? RequestedLanguages);
