using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Security;

namespace CivilLine.Care;

/// <summary>An agent asks for a break or takes that back, a supervisor answers; nobody else is told and nothing escalates.</summary>
internal static class BreakEndpoints
{
    public static void MapBreaks(this IEndpointRouteBuilder endpoints)
    {
        var calls = endpoints.MapGroup("/api/v1/calls/{callId}/break").WithTags("Care")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        calls.MapPost("", (string callId, HttpContext context, CallActs acts, BreakFeed breaks) =>
                TakeAsync(callId, context, acts, breaks, by => new BreakAsked(by)))
            .RequireAuthorization(Access.Care).RequireCors(BannerAccess.Policy)
            .WithSummary("The agent asks for a break after this call; the supervisors of its team see it, quietly.")
            .Produces<BreakView>();
        calls.MapPost("/answer", AnswerAsync).RequireAuthorization(Access.Supervise)
            .WithSummary("A supervisor answers: now, or soon; the agent's banner says so. A later answer replaces it.")
            .Produces<BreakView>().ProducesProblem(StatusCodes.Status400BadRequest);
        calls.MapPost("/withdraw", WithdrawAsync).RequireAuthorization(Access.Care).RequireCors(BannerAccess.Policy)
            .WithSummary("The agent takes the request back, answered or not, without a reason; they may ask again.")
            .Produces<BreakView>().ProducesProblem(StatusCodes.Status403Forbidden);
        endpoints.MapGet("/api/v1/care/breaks", ListAsync).RequireAuthorization(Access.Care).WithTags("Care")
            .WithSummary("Who in sight asked for a break in the last eight hours, the longest ago first; of an agent, their own.")
            .Produces<BreakList>();
    }

    private static Task<IResult> AnswerAsync(
        string callId, BreakAnswerRequest? body, HttpContext context, CallActs acts, BreakFeed breaks) => body?.Answer is { } answer
        ? TakeAsync(callId, context, acts, breaks, by => new BreakAnswered(by, answer))
        : Task.FromResult(Problems.Of(StatusCodes.Status400BadRequest, "required", "'answer' must be one of now, soon.", "answer"));

    /// <summary>Whoever answers requests could otherwise make one go away in the agent's name.</summary>
    private static async Task<IResult> WithdrawAsync(string callId, HttpContext context, CallActs acts, BreakFeed breaks)
    {
        var viewer = context.Viewer();
        var asked = await breaks.OfCallAsync(callId, context.RequestAborted);
        return asked is not null && viewer.AgentId != asked.AgentId && viewer.Sees(asked.Team, asked.AgentId)
            ? Problems.Of(StatusCodes.Status403Forbidden, Refusals.ForbiddenCode, "Only the agent takes a request for a break back.")
            : await TakeAsync(callId, context, acts, breaks, by => new BreakWithdrawn(by));
    }

    private static async Task<IResult> ListAsync(HttpContext context, BreakFeed breaks) =>
        Results.Ok(new BreakList(await breaks.SeenByAsync(context.Viewer(), context.RequestAborted)));

    private static Task<IResult> TakeAsync(
        string callId, HttpContext context, CallActs acts, BreakFeed breaks, Func<string, CallAct> act) =>
        acts.TakeAsync(context, callId, act, async _ => Results.Ok(await breaks.OfCallAsync(callId, CancellationToken.None)));
}
