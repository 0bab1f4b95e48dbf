using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>What was done on a call, how it ended, and what came before it from the same caller.</summary>
internal static class CallHistoryEndpoints
{
    private const int ReasonLength = 500;
    private const int MostEarlier = 20;

    public static void MapCallHistory(this IEndpointRouteBuilder endpoints)
    {
        var calls = endpoints.MapGroup("/api/v1/calls/{callId}").WithTags("Calls");
        calls.MapGet("/audit", AuditAsync).RequireAuthorization(Access.See)
            .WithSummary("Every act on the call, oldest first: who, when, what, from which state to which; and which policy came into force meanwhile.")
            .Produces<CallAudit>().ProducesProblem(StatusCodes.Status404NotFound);
        calls.MapGet("/earlier", EarlierAsync).RequireAuthorization(Access.Review)
            .WithSummary("Calls of the same caller that came before, newest first, each with how it went. No step depends on them.")
            .Produces<EarlierCalls>().ProducesProblem(StatusCodes.Status404NotFound);
        calls.MapPost("/end", EndAsync).RequireAuthorization(Access.See).RequireCors(BannerAccess.Policy)
            .WithSummary("Somebody says that they ended the call, and why; the call itself is ended on the telephone.")
            .Produces<CallView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> AuditAsync(string callId, HttpContext context, MonitorDbContext db)
    {
        if (await FindAsync(callId, context, db) is not { } call)
            return ActProblems.Of(context, Refusals.NoSuchCall);
        var hidden = context.Viewer().Role == Role.Qa ? CallActKinds.Private : [];
        var acts = (await db.CallActs.AsNoTracking().Where(act => act.CallKey == call.Key && !hidden.Contains(act.Kind)).OrderBy(act => act.Id)
            .ToListAsync(context.RequestAborted)).ConvertAll(act => new AuditView(
                act.At, act.Kind, act.By, act.ById, act.AlertId, act.From, act.To, act.Detail, act.Reason));
        var until = call.EndedAt ?? DateTimeOffset.MaxValue;
        var policies = (await db.PolicyChanges.AsNoTracking().Where(change => change.Refused == null && change.At >= call.StartedAt && change.At <= until).OrderBy(change => change.Id)
            .ToListAsync(context.RequestAborted)).ConvertAll(change => new AuditView(
                change.At, "policyChanged", change.By ?? PolicyAct.Policy, change.ById, null, null, null, change.Version, change.Hash));
        return Results.Ok(new CallAudit([.. acts.Concat(policies).OrderBy(act => act.At)]));
    }

    private static async Task<IResult> EarlierAsync(string callId, HttpContext context, MonitorDbContext db)
    {
        if (await FindAsync(callId, context, db) is not { } call)
            return ActProblems.Of(context, Refusals.NoSuchCall);
        if (call.Caller is null)
            return Results.Ok(new EarlierCalls([]));
        var earlier = await CallQuery.InSight(db.Calls.AsNoTracking(), context.Viewer())
            .Where(one => one.Caller == call.Caller && one.Key != call.Key && one.StartedAt <= call.StartedAt)
            .OrderByDescending(one => one.StartedAt).Take(MostEarlier).ToListAsync(context.RequestAborted);
        var keys = earlier.Select(one => one.Key).ToArray();
        var moves = (await db.LadderMoves.AsNoTracking().Where(move => keys.Contains(move.CallKey)).OrderBy(move => move.Id)
            .Select(move => new { move.CallKey, move.From, move.To, move.Rule }).ToListAsync(context.RequestAborted))
            .ToLookup(move => move.CallKey, move => (move.From, move.To, move.Rule));
        return Results.Ok(new EarlierCalls(earlier.ConvertAll(one => new EarlierCall(
            one.CallId, one.StartedAt, one.EndedAt, one.Team, one.AgentId, one.PeakSeverity, one.EndStep ?? one.Step, one.EndedBy,
            one.EndReason, one.EndedAt is null ? null : CallOutcomes.Of(CallStore.Facts(one), moves[one.Key])))));
    }

    private static Task<IResult> EndAsync(string callId, EndRequest? body, HttpContext context, CallActs acts)
    {
        if (body?.Reason?.Length > ReasonLength)
            return Task.FromResult(Problems.Of(
                StatusCodes.Status400BadRequest, "too-long", $"'reason' may have at most {ReasonLength} characters.", "reason"));
        var party = context.Viewer().Role == Role.Agent ? CallParty.Agent : CallParty.Supervisor;
        return acts.TakeAsync(context, callId, by => new EndingSaid(by, party, body?.Reason));
    }

    private static async Task<CallRow?> FindAsync(string callId, HttpContext context, MonitorDbContext db)
    {
        var row = await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.CallId == callId, context.RequestAborted);
        return row is not null && context.Viewer().Sees(row.Team, row.AgentId) ? row : null;
    }
}

internal sealed record EndRequest(string? Reason);

/// <param name="By">A name; <c>policy</c> for what the clock or the policy did, and then <paramref name="ById"/> is null.</param>
/// <param name="AlertId">Null where the act was on the call or its whole incident.</param>
internal sealed record AuditView(
    DateTimeOffset At, string Kind, string By, string? ById, string? AlertId, WorkState? From, WorkState? To, string? Detail,
    string? Reason);

internal sealed record CallAudit(IReadOnlyList<AuditView> Acts);

/// <param name="Step">Where the ladder stood at its end.</param>
/// <param name="Outcome">Null while it has not ended.</param>
internal sealed record EarlierCall(
    string CallId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Team, string? AgentId,
    Scoring.Severity? PeakSeverity, LadderStep Step, CallParty? EndedBy, string? EndReason, CallOutcome? Outcome);

internal sealed record EarlierCalls(IReadOnlyList<EarlierCall> Calls);
