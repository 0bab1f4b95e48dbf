using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

internal static class CallEndpoints
{
    public static void MapCallEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var calls = endpoints.MapGroup("/api/v1/calls").WithTags("Calls");
        calls.MapGet("", ListAsync).RequireAuthorization(Access.See)
            .WithSummary("Calls, newest first; 'next' goes on as 'before'.")
            .Produces<CallPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        calls.MapPost("/search", SearchAsync).RequireAuthorization(Access.See)
            .WithSummary("Calls by 'q', part of an id, agent's name, queue or team, or of an alert's words; else as the list is narrowed.")
            .Produces<CallPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        calls.MapGet("/{callId}", DetailAsync).RequireAuthorization(Access.See)
            .WithSummary("One call whole: every revision with its scores, every alert, step and act.")
            .Produces<CallDetail>().ProducesProblem(StatusCodes.Status404NotFound);
        calls.MapPost("/{callId}/steps", (string callId, HttpContext context, CallActs acts) =>
                acts.TakeAsync(context, callId, by => new WarningSaid(by)))
            .RequireAuthorization(Access.See).RequireCors(BannerAccess.Policy)
            .WithSummary("The agent has said the warning that the ladder asks for.")
            .Produces<CallView>().ProducesProblem(StatusCodes.Status404NotFound);
        calls.MapPost("/{callId}/help", (string callId, HttpContext context, CallActs acts) =>
                acts.TakeAsync(context, callId, by => new HelpAsked(by)))
            .RequireAuthorization(Access.See).RequireCors(BannerAccess.Policy)
            .WithSummary("The agent asks for help, quietly.")
            .Produces<CallView>().ProducesProblem(StatusCodes.Status404NotFound);
        calls.MapPost("/{callId}/agree", AgreeAsync)
            .RequireAuthorization(Access.Supervise)
            .WithSummary("A supervisor agrees, or does not, to the step that the policy asks them about.")
            .Produces<CallView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        calls.MapPost("/{callId}/respond", RespondAsync)
            .RequireAuthorization(Access.Supervise)
            .WithSummary("A supervisor answers: listening, joining or takingOver; the agent's banner says so.")
            .Produces<CallView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Task<IResult> ListAsync(HttpContext context, MonitorDbContext db, CallReads reads, Roster roster)
    {
        var reader = new QueryReader(context.Request.Query);
        reader.NotInAddress("q", "/api/v1/calls/search");
        return FindAsync(reader, context, db, reads, roster);
    }

    private static Task<IResult> SearchAsync(CallsAsked asked, HttpContext context, MonitorDbContext db, CallReads reads, Roster roster) =>
        FindAsync(
            QueryReader.Of(("q", asked.Q), ("live", asked.Live), ("severity", asked.Severity), ("before", asked.Before), ("limit", asked.Limit)),
            context, db, reads, roster);

    private static async Task<IResult> FindAsync(QueryReader reader, HttpContext context, MonitorDbContext db, CallReads reads, Roster roster)
    {
        var query = CallQuery.Read(reader);
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var rows = await query.Apply(db.Calls.AsNoTracking(), db.Alerts, roster.Now.AgentNames, context.Viewer())
            .ToListAsync(context.RequestAborted);
        var next = rows.Count == query.Limit ? CallQuery.Cursor(rows[^1]) : null;
        return Results.Ok(new CallPage(await reads.ViewsAsync(db, rows, context.RequestAborted), next));
    }

    private static async Task<IResult> DetailAsync(string callId, HttpContext context, MonitorDbContext db, CallReads reads)
    {
        var row = await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.CallId == callId, context.RequestAborted);
        return row is null || !context.Viewer().Sees(row.Team, row.AgentId)
            ? ActProblems.Of(context, Refusals.NoSuchCall)
            : Results.Ok(await reads.DetailAsync(db, row, context.RequestAborted));
    }

    private static Task<IResult> AgreeAsync(string callId, AgreeRequest? body, HttpContext context, CallActs acts) =>
        body?.Agrees is { } agrees
            ? acts.TakeAsync(context, callId, by => new StepAgreed(by, agrees))
            : Task.FromResult(Problems.Of(StatusCodes.Status400BadRequest, "required", "'agrees' must be true or false.", "agrees"));

    private static Task<IResult> RespondAsync(string callId, RespondRequest? body, HttpContext context, CallActs acts) =>
        body?.How is { } how
            ? acts.TakeAsync(context, callId, by => new HelpAnswered(by, how))
            : Task.FromResult(Problems.Of(
                StatusCodes.Status400BadRequest, "required", "'how' must be one of listening, joining, takingOver.", "how"));
}

/// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
internal sealed record CallPage(IReadOnlyList<CallView> Calls, string? Next);

/// <summary>What the list's address may say, and <paramref name="Q"/>, which may repeat what was said on a call and stands in no address.</summary>
internal sealed record CallsAsked(string? Q, bool? Live, string? Severity, string? Before, int? Limit);

internal sealed record AgreeRequest(bool? Agrees);

internal sealed record RespondRequest(HelpResponse? How);
