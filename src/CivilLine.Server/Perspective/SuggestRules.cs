namespace CivilLine.Perspective;

internal static class SuggestRules
{
    /// <inheritdoc cref="AnalyzeRules.Refuse"/>
    public static Refusal? Refuse(SuggestRequest request)
    {
        if (AnalyzeRules.RefuseText(request.Comment) is { } refusal)
            return refusal;
        if (request.AttributeScores is not { Count: > 0 } attributes)
            return Refusal.Invalid("attribute_scores must not be empty.");
        var text = request.Comment!.Text!;
        foreach (var (name, scores) in attributes)
        {
            if ((AnalyzeRules.RefuseAttribute(name) ?? RefuseScores(name, scores, text.Length)) is { } wrong)
                return wrong;
        }
        return AnalyzeRules.RefuseLanguages(request.Languages, text, attributes.Keys.First());
    }

    private static Refusal? RefuseScores(string name, SuggestedScores? scores, int length)
    {
        if (scores is null or { SummaryScore: null, SpanScores: null or [] })
            return Refusal.Invalid($"attribute_scores of attribute {name} must have a summary_score or span_scores.");
        if (scores.SummaryScore is { } summary && RefuseScore(name, "summary_score", summary) is { } refusal)
            return refusal;
        foreach (var span in scores.SpanScores ?? [])
        {
            if (span is not { Begin: { } begin, End: { } end, Score: { } score } || begin < 0 || end <= begin || end > length)
                return Refusal.Invalid($"span_scores of attribute {name} must each have a score, and begin and end within the comment.");
            if (RefuseScore(name, "span_scores", score) is { } wrong)
                return wrong;
        }
        return null;
    }

    private static Refusal? RefuseScore(string name, string member, SuggestedScore score) => score.Value is not (>= 0 and <= 1)
        ? Refusal.Invalid($"{member} of attribute {name} must have a value from 0 to 1.")
        : AnalyzeRules.RefuseScoreType(name, score.Type);
}
