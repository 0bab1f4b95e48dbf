using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Labels;

internal static class LabelEndpoints
{
    public static void MapLabels(this IEndpointRouteBuilder endpoints)
    {
        var review = endpoints.MapGroup("/api/v1/review").WithTags("Review").RequireAuthorization(Access.Label);
        review.MapGet("/calls/{callId}/labels", OfCallAsync)
            .WithSummary("What reviewers said of a call's fragments; others' labels are kept back until one has labelled oneself.")
            .Produces<CallLabels>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPost("/calls/{callId}/labels", AddAsync)
            .WithSummary("Says what a fragment is: which categories, at whom, how strong. Kept beside all earlier ones.")
            .Produces<FragmentLabels>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        review.MapGet("/agreement", (HttpContext context, LabelStore labels) => Agreements.Of(labels.InSight(context.Viewer())))
            .WithSummary("How far first and second reviewers agree, by category, over all calls in sight.");
        review.MapGet("/queue", QueueAsync)
            .WithSummary("Fragments whose label would teach most, the most telling first, each with why.")
            .Produces<LabelQueuePage>().ProducesProblem(StatusCodes.Status400BadRequest);
        review.MapGet("/labels.ndjson", Export)
            .WithSummary("Settled labels as training lines, in the form of the corpus; redacted text, no ids of calls or people.")
            .Produces<string>(contentType: LabelExport.ContentType);
    }

    private static async Task<IResult> OfCallAsync(string callId, HttpContext context, MonitorDbContext db, LabelStore labels)
    {
        if (await FindAsync(callId, context, db) is not { } call)
            return ActProblems.Of(context, Refusals.NoSuchCall);
        var all = labels.OfCall(call.Key);
        return Results.Ok(new CallLabels(
            [.. all.GroupBy(label => label.UtteranceId).Select(one => LabelViews.Of(one.Key, one, context.Viewer()))],
            Agreements.Of(all)));
    }

    private static async Task<IResult> AddAsync(
        string callId, LabelRequest given, HttpContext context, MonitorDbContext db, LabelStore labels, IToxicityScorer scorer,
        Policy policy, TimeProvider time)
    {
        if (LabelRules.Refuse(given) is { } refusal)
            return refusal;
        if (await FindAsync(callId, context, db) is not { } call)
            return ActProblems.Of(context, Refusals.NoSuchCall);
        var newest = await db.Fragments.AsNoTracking()
            .Where(fragment => fragment.CallKey == call.Key && fragment.UtteranceId == given.UtteranceId)
            .MaxAsync(fragment => (int?)fragment.Revision, context.RequestAborted);
        if (newest is null)
            return Problems.Of(StatusCodes.Status404NotFound, Refusals.NotFoundCode, "The call has no such fragment.", "utteranceId");
        if (newest != given.Revision)
            return Problems.Of(
                StatusCodes.Status409Conflict, "conflict",
                $"The fragment has been corrected since: its revision is {newest}, not {given.Revision}. Read it again.", "revision");
        var viewer = context.Viewer();
        labels.Add(new Label(
            0, call.Key, given.UtteranceId!, given.Revision!.Value, viewer.Id, viewer.Name, time.GetUtcNow(),
            given.Categories!.Aggregate(CategorySet.Empty, (all, one) => all.With(one)), given.Target!.Value, given.Severity,
            string.IsNullOrWhiteSpace(given.Note) ? null : given.Note.Trim(), scorer.Model.Version, policy.Version));
        return Results.Ok(LabelViews.Of(
            given.UtteranceId!, labels.OfCall(call.Key).Where(label => label.UtteranceId == given.UtteranceId), viewer));
    }

    private static async Task<IResult> QueueAsync(HttpContext context, LabelQueue queue)
    {
        var reader = new QueryReader(context.Request.Query);
        var limit = (int)(reader.Integer("limit", 1, LabelQueue.MaxLimit) ?? LabelQueue.DefaultLimit);
        return reader.Error is var (member, detail)
            ? Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member)
            : Results.Ok(await queue.ReadAsync(context.Viewer(), limit));
    }

    private static IResult Export(HttpContext context, LabelExport export, ReviewActs acts, TimeProvider time)
    {
        var viewer = context.Viewer();
        var lines = export.Lines(viewer);
        acts.Add(viewer, "labelsExported", null, $"{lines.Count} lines");
        context.Response.Headers["X-CivilLine-Privacy"] = LabelExport.PrivacyNote;
        return Results.File(
            LabelExport.Bytes(lines), LabelExport.ContentType, $"labels-{time.GetUtcNow():yyyy-MM-dd}.jsonl");
    }

    private static async Task<CallRow?> FindAsync(string callId, HttpContext context, MonitorDbContext db)
    {
        var call = await db.Calls.AsNoTracking().FirstOrDefaultAsync(one => one.CallId == callId, context.RequestAborted);
        return call is not null && context.Viewer().Sees(call.Team, call.AgentId) ? call : null;
    }
}
