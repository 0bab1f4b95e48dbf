using System.Text;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Transcripts;
using Microsoft.AspNetCore.Mvc;

namespace CivilLine.Calls;

/// <summary><c>POST /api/v1/score</c>: what the model says of texts on their own. Stores nothing.</summary>
internal static class ScoreEndpoint
{
    private const int MaxTexts = 100;
    private const int MaxTextBytes = 8 * 1024;
    private const int MaxBodyBytes = 8 * 1024 * 1024;

    public static void MapScore(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/score", ScoreAllAsync)
        .RequireAuthorization(Access.Score)
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
        .WithTags("Score")
        .WithSummary($"Scores 1 to {MaxTexts} texts of at most {MaxTextBytes} bytes each; stores nothing.")
        .Produces<ScoreAnswer>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ScoreAllAsync(ScoreRequest body, IToxicityScorer scorer, ScoringThreads threads)
    {
        if (body.Texts is not { Count: > 0 and <= MaxTexts } texts)
            return Invalid("texts", $"'texts' must hold 1 to {MaxTexts} texts; it holds {body.Texts?.Count ?? 0}.");
        for (var i = 0; i < texts.Count; i++)
            if (Encoding.UTF8.GetByteCount(texts[i] ?? "") is var bytes && (texts[i] is null || bytes > MaxTextBytes))
                return Invalid($"texts[{i}]", $"'texts[{i}]' must be a text of at most {MaxTextBytes} bytes; it has {bytes}.");
        return Results.Ok(new ScoreAnswer(
            await threads.RunAsync(() => texts.Select(text => ScoreOne(text!, scorer)).ToArray()), scorer.Model.Version));
    }

    private static ScoreResult ScoreOne(string text, IToxicityScorer scorer)
    {
        var normalized = Normalizer.Normalize(text);
        var assessment = scorer.Score(normalized);
        var scores = new Dictionary<Category, float>(CategoryScores.Length);
        for (var i = 0; i < CategoryScores.Length; i++)
            scores[(Category)i] = assessment.Scores[i];
        Category[] categories = [.. assessment.Categories];
        IReadOnlyList<Highlight> highlights = categories.Length == 0
            ? []
            : scorer.Explain(normalized, categories.MaxBy(category => assessment.Scores[category]));
        return new ScoreResult(scores, categories, assessment.Severity, highlights);
    }

    private static IResult Invalid(string member, string detail) =>
        Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
}

internal sealed record ScoreRequest(IReadOnlyList<string?>? Texts);

/// <param name="Severity">Null where no category applies.</param>
internal sealed record ScoreResult(
    IReadOnlyDictionary<Category, float> Scores, IReadOnlyList<Category> Categories, Severity? Severity,
    IReadOnlyList<Highlight> Highlights);

internal sealed record ScoreAnswer(IReadOnlyList<ScoreResult> Results, string ModelVersion);
