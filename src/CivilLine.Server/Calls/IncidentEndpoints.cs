using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>Work on all that a call gives to do, at once.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder endpoints)
    {
        var incidents = endpoints.MapGroup("/api/v1/incidents").WithTags("Incidents");
        incidents.MapGet("", ListAsync).RequireAuthorization(Access.Review)
            .WithSummary("Incidents, the last that grew first; 'open' leaves out what is closed or no longer stands.")
            .Produces<IncidentPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        incidents.MapGet("/{id}", FindAsync).RequireAuthorization(Access.Review)
            .WithSummary("One incident.").Produces<IncidentView>().ProducesProblem(StatusCodes.Status404NotFound);
        Work(incidents, "acknowledge", WorkState.Acknowledged, "Says that somebody has looked.");
        Work(incidents, "claim", WorkState.Claimed, "Claims it; what another has claimed is refused with their name unless 'takeOver' is true.");
        Work(incidents, "release", WorkState.Open, "Gives back what was claimed or snoozed.");
        Work(incidents, "snooze", WorkState.Snoozed, "Puts it aside until 'until', or for 'minutes'; it wakes by itself.");
        Work(incidents, "resolve", WorkState.Resolved, "Closes it, and every open alert of it, with a reason and what the company did wrong.");
        Work(incidents, "dismiss", WorkState.Dismissed, "Closes it, and every open alert of it, as a false alarm.");
    }

    private static void Work(RouteGroupBuilder incidents, string act, WorkState work, string summary) => incidents
        .MapPost($"/{{id}}/{act}", (string id, WorkRequest? body, HttpContext context, IncidentWork acts) => acts.TakeAsync(context, id, work, body))
        .RequireAuthorization(Access.Supervise).WithSummary(summary)
        .Produces<IncidentView>().ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ListAsync(HttpContext context, MonitorDbContext db, Roster roster)
    {
        var reader = new QueryReader(context.Request.Query);
        var query = IncidentQuery.Read(reader);
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var rows = await query.Apply(db.Incidents.AsNoTracking(), context.Viewer()).ToListAsync(context.RequestAborted);
        return Results.Ok(new IncidentPage(rows.ConvertAll(row => IncidentViews.Of(row, roster.AgentName(row.AgentId)))));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, MonitorDbContext db, Roster roster)
    {
        var row = await db.Incidents.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, context.RequestAborted);
        return row is null || !context.Viewer().Sees(row.Team, row.AgentId)
            ? ActProblems.Of(context, IncidentWork.NoSuchIncident)
            : Results.Ok(IncidentViews.Of(row, roster.AgentName(row.AgentId)));
    }
}

internal sealed record IncidentPage(IReadOnlyList<IncidentView> Incidents);
