using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder endpoints)
    {
        var alerts = endpoints.MapGroup("/api/v1/alerts").WithTags("Alerts");
        alerts.MapGet("", ListAsync).RequireAuthorization(Access.See)
            .WithSummary("Alerts that are new or changed after a version, in version order; filters narrow them.")
            .Produces<AlertPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        Work(alerts, "acknowledge", WorkState.Acknowledged);
        Work(alerts, "claim", WorkState.Claimed);
        Work(alerts, "snooze", WorkState.Snoozed);
        Work(alerts, "resolve", WorkState.Resolved);
        Work(alerts, "dismiss", WorkState.Dismissed);
    }

    private static void Work(RouteGroupBuilder alerts, string act, WorkState work) => alerts
        .MapPost($"/{{id}}/{act}", (string id, WorkRequest? body, HttpContext context, MonitorDbContext db, IGrainFactory grains, TimeProvider time) =>
            WorkAsync(id, work, body, context, db, grains, time))
        .RequireAuthorization(Access.Supervise)
        .WithSummary($"Marks an alert as {work.ToString().ToLowerInvariant()}; a reason is required to resolve or dismiss, all else is done to its whole incident.")
        .Produces<AlertView>().ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ListAsync(HttpContext context, MonitorDbContext db)
    {
        var reader = new QueryReader(context.Request.Query);
        var query = AlertQuery.Read(reader);
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var rows = await query.Apply(db.Alerts.AsNoTracking(), context.Viewer()).ToListAsync(context.RequestAborted);
        return Results.Ok(new AlertPage(rows.ConvertAll(StoredAlerts.View), rows.Count > 0 ? rows[^1].Version : query.After));
    }

    private static async Task<IResult> WorkAsync(
        string id, WorkState work, WorkRequest? body, HttpContext context, MonitorDbContext db, IGrainFactory grains, TimeProvider time)
    {
        if (WorkRequests.Refuse(body) is { } refusal)
            return refusal;
        var viewer = context.Viewer();
        var known = await db.Alerts.AsNoTracking().FirstOrDefaultAsync(alert => alert.Id == id, context.RequestAborted);
        // An alert of another team is answered like one that does not exist.
        if (known is null || !viewer.Sees(known.Team, known.AgentId))
            return Problems.Of(StatusCodes.Status404NotFound, Refusals.NotFoundCode, "There is no such alert.", "id");
        var reply = await grains.GetGrain<ICallGrain>(known.CallId)
            .Act(new ActRequest(WorkRequests.Fill(new WorkOnAlert(viewer.Name, id, work, body?.Reason), body, viewer, time.GetUtcNow())));
        if (reply.Outcome.Kind == OutcomeKind.Rejected)
            return ActProblems.Of(context, reply.Outcome);
        return Results.Ok(StoredAlerts.View(await db.Alerts.AsNoTracking().FirstAsync(alert => alert.Id == id)));
    }
}
