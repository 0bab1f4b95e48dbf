using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>What a supervisor does about an incident in their sight.</summary>
internal sealed class IncidentWork(
    IDbContextFactory<MonitorDbContext> contexts, IGrainFactory grains, Roster roster, TimeProvider time)
{
    public static readonly Outcome NoSuchIncident = Outcome.Rejected(Refusals.NotFoundCode, "id", "There is no such incident.");

    public async Task<IResult> TakeAsync(HttpContext context, string id, WorkState work, WorkRequest? body)
    {
        if (WorkRequests.Refuse(body) is { } refusal)
            return refusal;
        var viewer = context.Viewer();
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        var known = await db.Incidents.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, context.RequestAborted);
        if (known is null || !viewer.Sees(known.Team, known.AgentId))
            return ActProblems.Of(context, NoSuchIncident);
        var act = WorkRequests.Fill(new WorkOnIncident(viewer.Name, work, body?.Reason), body, viewer, time.GetUtcNow());
        var reply = await grains.GetGrain<ICallGrain>(known.CallId).Act(new ActRequest(act));
        if (reply.Outcome.Kind == OutcomeKind.Rejected)
            return ActProblems.Of(context, reply.Outcome);
        var row = await db.Incidents.AsNoTracking().FirstAsync(one => one.Id == id, CancellationToken.None);
        return Results.Ok(IncidentViews.Of(row, roster.AgentName(row.AgentId)));
    }
}
