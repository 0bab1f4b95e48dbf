using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Review.Search;
using CivilLine.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using CivilLine.Scoring;

namespace CivilLine.Review.WhatIf;

internal static class WhatIfEndpoints
{
    private const int PolicyLength = 256 * 1024;

    public static void MapWhatIf(this IEndpointRouteBuilder endpoints)
    {
        var whatIf = endpoints.MapGroup("/api/v1/review/what-if").WithTags("Review").RequireAuthorization(Access.Review);
        whatIf.MapPost("", StartAsync)
            .WithSummary("Decides past calls again under another policy or model, in the background; changes nothing.")
            .Produces<WhatIfView>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status400BadRequest)
            .Produces<PolicyCheckView>(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        whatIf.MapGet("", (HttpContext context, WhatIfShelf shelf) => new WhatIfRuns(shelf.List(context.Viewer())))
            .WithSummary("One's own runs of the last day, without examples; an administrator's list has all.");
        whatIf.MapGet("/choices", (ModelChoices models, PolicyStore policies) => new WhatIfChoices(models.List(), policies.Now.Yaml))
            .WithSummary("Models that may be tried, and the policy document in force to start from.");
        whatIf.MapGet("/{id}", (string id, HttpContext context, WhatIfShelf shelf) =>
                shelf.Find(id, context.Viewer()) is { } run ? Results.Ok(run) : NoSuchRun())
            .WithSummary("A run, how far it has come, and what would be other so far.")
            .Produces<WhatIfView>().ProducesProblem(StatusCodes.Status404NotFound);
        whatIf.MapPost("/{id}/cancel", Cancel)
            .WithSummary("Stops a run; what it has found so far is kept.")
            .Produces<WhatIfView>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> StartAsync(
        WhatIfRequest given, HttpContext context, CallSearch search, WhatIfWorker worker, ModelChoices models, PolicyStore policies,
        ReviewActs acts, IOptions<WhatIfOptions> options, TimeProvider time)
    {
        var reader = new QueryReader(new QueryCollection(QueryHelpers.ParseQuery(given.Search)));
        var query = SearchQuery.Read(reader);
        if (reader.Error is var (member, detail))
            return Invalid($"search.{member}", detail);
        if (given.Policy?.Length > PolicyLength)
            return Invalid("policy", $"'policy' may have at most {PolicyLength} characters.");
        if (given.Model is { } name && name != models.Active && !models.List().Any(model => model.Name == name))
            return Invalid("model", $"'model' must be one of {string.Join(", ", models.List().Select(model => model.Name))}.");
        PolicyBook? tried = null;
        if (given.Policy is not null)
        {
            var reading = policies.Check(given.Policy);
            if (reading.Policies is null)
                return Results.Json(new PolicyCheckView(null, reading.Problems), statusCode: StatusCodes.Status422UnprocessableEntity);
            tried = reading.Policies;
        }
        var model = given.Model == models.Active ? null : given.Model;
        if (model is null && (tried ?? policies.Book).Version == policies.Book.Version)
            return Invalid("policy", "Give a policy or a model that differs from what is in force: nothing would be other.");
        var viewer = context.Viewer();
        if (await search.KeysAsync(query, viewer, options.Value.Calls + 1, context.RequestAborted) is not { } keys)
            return SearchEndpoints.TooBroad("search");
        var run = new WhatIfRun(
            new WhatIfView(
                Secret.NewId("wi_"), WhatIfState.Waiting, viewer.Name, time.GetUtcNow(), null, given.Search ?? "", policies.Book.Version,
                (tried ?? policies.Book).Version, models.Active, model ?? models.Active, 0, Math.Min(keys.Count, options.Value.Calls), 0,
                keys.Count > options.Value.Calls, null, new WhatIfCounts(0, 0, 0, 0, 0, 0, 0), new Dictionary<Category, WhatIfCounts>(), [], []),
            viewer, [.. keys.Take(options.Value.Calls)], tried, model);
        acts.Add(viewer, "whatIfStarted", null, $"{run.View.Total} calls, policy {run.View.PolicyAfter}, model {run.View.ModelAfter}");
        var view = run.View;
        return worker.TryStart(run)
            ? Results.Accepted($"/api/v1/review/what-if/{view.Id}", view)
            : Problems.Of(StatusCodes.Status429TooManyRequests, "busy", "As many runs wait as may; try again once one is done.");
    }

    private static IResult Cancel(string id, HttpContext context, WhatIfShelf shelf)
    {
        if (shelf.Find(id, context.Viewer()) is not { } view)
            return NoSuchRun();
        shelf.FindLive(id)?.Cancel();
        return Results.Ok(view);
    }

    private static IResult NoSuchRun() => Problems.Of(StatusCodes.Status404NotFound, Refusals.NotFoundCode, "There is no such run.", "id");

    private static IResult Invalid(string member, string detail) => Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
}
