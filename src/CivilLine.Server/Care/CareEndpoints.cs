using CivilLine.Calls;
using CivilLine.Policies;
using CivilLine.Security;
using CivilLine.Store;

namespace CivilLine.Care;

/// <summary>Who had a hard day, for themselves and for those who can offer them a break.</summary>
internal static class CareEndpoints
{
    public static void MapCare(this IEndpointRouteBuilder endpoints)
    {
        var care = endpoints.MapGroup("/api/v1/care").WithTags("Care");
        care.MapGet("/me", MineAsync).RequireAuthorization(Access.Care)
            .WithSummary("An agent's own shift and week.")
            .Produces<AgentCare>().ProducesProblem(StatusCodes.Status404NotFound);
        care.MapGet("/agents", AgentsAsync).RequireAuthorization(Access.Supervise)
            .WithSummary("Agents of the viewer's teams who had hard calls this week, by name; nobody is ranked.")
            .Produces<CareList>();
        care.MapGet("/agents/{agentId}", OneAsync).RequireAuthorization(Access.Care)
            .WithSummary("One agent's shift and week, as far as their calls are in sight.")
            .Produces<AgentCare>().ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapBreaks();
    }

    private static Task<IResult> MineAsync(HttpContext context, MonitorDbContext db, Roster roster, PolicyStore policies, TimeProvider time) =>
        context.Viewer().AgentId is { } own
            ? FindAsync(own, context, db, roster, policies, time)
            : Task.FromResult(NotFound("You take no calls yourself."));

    private static async Task<IResult> OneAsync(
        string agentId, HttpContext context, MonitorDbContext db, Roster roster, PolicyStore policies, TimeProvider time)
    {
        var viewer = context.Viewer();
        var known = viewer.Role == Role.Agent
            ? viewer.AgentId == agentId
            : await CareReads.KnowsAsync(db, viewer, agentId, time.GetUtcNow(), context.RequestAborted);
        return known
            ? await FindAsync(agentId, context, db, roster, policies, time)
            : NotFound("No agent of this id took a call that you see in the last week.");
    }

    private static async Task<IResult> AgentsAsync(
        string? team, HttpContext context, MonitorDbContext db, Roster roster, PolicyStore policies, TimeProvider time)
    {
        var (viewer, now) = (context.Viewer(), time.GetUtcNow());
        var agents = await CareReads.AgentsAsync(db, viewer, roster, policies.Book, team, null, now, context.RequestAborted);
        var all = await CareReads.CountAsync(db, viewer, team, now, context.RequestAborted);
        return Results.Ok(new CareList(now - CareReads.Week, now, RulesFor(viewer, team, policies), agents, Math.Max(0, all - agents.Count)));
    }

    /// <summary>Of the team that is asked for, else of the only one in sight, else the centre's.</summary>
    private static BreakRuleView RulesFor(Viewer viewer, string? team, PolicyStore policies) =>
        BreakRules.View(policies.Book.For(team ?? (viewer.Teams is { Count: 1 } own ? own.First() : null)).Care);

    private static async Task<IResult> FindAsync(
        string agentId, HttpContext context, MonitorDbContext db, Roster roster, PolicyStore policies, TimeProvider time) =>
        Results.Ok((await CareReads.AgentsAsync(
            db, context.Viewer(), roster, policies.Book, null, agentId, time.GetUtcNow(), context.RequestAborted))[0]);

    private static IResult NotFound(string detail) => Problems.Of(StatusCodes.Status404NotFound, "not-found", detail, "agentId");
}
