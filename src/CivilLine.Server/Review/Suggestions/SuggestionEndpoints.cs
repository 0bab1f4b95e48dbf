using System.Globalization;
using CivilLine.Calls;
using CivilLine.Review.Labels;
using CivilLine.Scoring;
using CivilLine.Security;

namespace CivilLine.Review.Suggestions;

internal static class SuggestionEndpoints
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static void MapSuggestions(this IEndpointRouteBuilder endpoints)
    {
        var review = endpoints.MapGroup("/api/v1/review/suggestions").WithTags("Review").RequireAuthorization(Access.Label);
        review.MapGet("", List)
            .WithSummary("Labels that clients of the Perspective API suggest and nobody has decided, the oldest first, beside what the model said.")
            .Produces<SuggestionPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        review.MapPost("/{id:long}/accept", Accept)
            .WithSummary("Makes training data of a suggestion, under the label that is given with it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        review.MapPost("/{id:long}/decline", Decline)
            .WithSummary("Turns a suggestion down and wipes its words.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static IResult List(HttpContext context, SuggestionStore suggestions)
    {
        var reader = new QueryReader(context.Request.Query);
        var limit = (int)(reader.Integer("limit", 1, MaxLimit) ?? DefaultLimit);
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var (items, all) = suggestions.Waiting(limit);
        return Results.Ok(new SuggestionPage([.. items.Select(View)], all));
    }

    private static IResult Accept(long id, AcceptRequest given, HttpContext context, SuggestionStore suggestions, ReviewActs acts) =>
        LabelRules.Refuse(given.Categories, given.Target, given.Severity, given.Note) ?? Decide(
            id,
            new SuggestionDecision(
                true, given.Categories!.Aggregate(CategorySet.Empty, (all, one) => all.With(one)), given.Target, given.Severity,
                string.IsNullOrWhiteSpace(given.Note) ? null : given.Note.Trim()),
            context, suggestions, acts);

    private static IResult Decline(long id, HttpContext context, SuggestionStore suggestions, ReviewActs acts) =>
        Decide(id, SuggestionDecision.Declined, context, suggestions, acts);

    private static IResult Decide(
        long id, SuggestionDecision decision, HttpContext context, SuggestionStore suggestions, ReviewActs acts)
    {
        var viewer = context.Viewer();
        var (outcome, by) = suggestions.Decide(id, viewer, decision);
        if (outcome == DecideOutcome.NoSuch)
            return Problems.Of(StatusCodes.Status404NotFound, Refusals.NotFoundCode, "There is no such suggestion.", "id");
        if (outcome == DecideOutcome.DecidedBefore)
            return Problems.Of(StatusCodes.Status409Conflict, "conflict", $"{by} has decided this suggestion already.", "id");
        acts.Add(
            viewer, decision.IsAccepted ? "suggestionAccepted" : "suggestionDeclined", null,
            string.Create(CultureInfo.InvariantCulture, $"suggestion {id}"));
        return Results.NoContent();
    }

    private static SuggestionView View(Suggestion one) => new(
        one.Id, one.At, one.KeyName, one.Text, one.Attributes, one.Categories is { } categories ? [.. categories] : null,
        one.ModelVersion, [.. one.ModelCategories], one.ModelSeverity);
}
