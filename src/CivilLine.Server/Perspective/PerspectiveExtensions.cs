using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace CivilLine.Perspective;

/// <summary>
/// <c>POST /v1alpha1/comments:analyze</c> and <c>comments:suggestscore</c> as the Perspective API answered them, for those
/// that it leaves behind: a client needs another base address and key, and nothing else.
/// </summary>
internal static class PerspectiveExtensions
{
    private const int BodyBytes = 128 * 1024;

    public static WebApplicationBuilder AddPerspective(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PerspectiveOptions>().BindConfiguration(PerspectiveOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PerspectiveKeys>();
        builder.Services.AddSingleton<Analyzer>();
        builder.Services.AddSingleton<Suggester>();
        return builder;
    }

    public static WebApplication MapPerspective(this WebApplication app)
    {
        app.MapPost("/v1alpha1/comments:analyze", AnalyzeAsync)
            .AllowAnonymous().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytes))
            .WithName("AnalyzeComment").WithTags("Perspective")
            .WithSummary("Scores a comment as the Perspective API does, by key in ?key= or a header; stores nothing.")
            .Accepts<AnalyzeRequest>("application/json")
            .Produces<AnalyzeAnswer>();
        app.MapPost("/v1alpha1/comments:suggestscore", SuggestAsync)
            .AllowAnonymous().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytes))
            .WithName("SuggestCommentScore").WithTags("Perspective")
            .WithSummary("Says what scores a comment should have, as with the Perspective API; a reviewer accepts or declines it.")
            .Accepts<SuggestRequest>("application/json")
            .Produces<SuggestAnswer>();
        return app;
    }

    private static async Task<IResult> AnalyzeAsync(HttpContext context, PerspectiveKeys keys, Analyzer analyzer)
    {
        if (keys.Refuse(context) is { } shut)
            return shut.Result();
        if (await ReadAsync<AnalyzeRequest>(context) is not { } request)
            return Refusal.Unreadable.Result();
        if (AnalyzeRules.Refuse(request) is { } refusal)
            return refusal.Result();
        var sentences = await analyzer.ScoreAsync(request.Comment!.Text!);
        return Results.Json(Answer(request, sentences), PerspectiveJson.Options);
    }

    private static async Task<IResult> SuggestAsync(HttpContext context, PerspectiveKeys keys, Suggester suggester)
    {
        if (keys.RefuseSuggestion(context, out var key) is { } shut)
            return shut.Result();
        if (await ReadAsync<SuggestRequest>(context) is not { } request)
            return Refusal.Unreadable.Result();
        if ((SuggestRules.Refuse(request) ?? await suggester.FileAsync(request, key!)) is { } refusal)
            return refusal.Result();
        var said = request.Languages is { Count: > 0 } languages ? languages : null;
        return Results.Json(new SuggestAnswer(request.ClientToken, said is null ? [Languages.English] : null, said), PerspectiveJson.Options);
    }

    private static AnalyzeAnswer Answer(AnalyzeRequest request, IReadOnlyList<ScoredSentence> sentences)
    {
        var scores = new SortedDictionary<string, AttributeScores>(StringComparer.Ordinal);
        foreach (var (name, given) in request.RequestedAttributes!)
        {
            if (Attributes.Of(name) is not { } attribute)
                continue;
            var score = Analyzer.Of(attribute, sentences, request.SpanAnnotations);
            if (score.SummaryScore.Value >= (given?.ScoreThreshold ?? 0))
                scores[name] = score;
        }
        var said = request.Languages is { Count: > 0 } languages ? languages : null;
        return new AnalyzeAnswer(scores, said ?? [Languages.English], said is null ? [Languages.English] : null, request.ClientToken);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(
                context.Request.Body, PerspectiveJson.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
