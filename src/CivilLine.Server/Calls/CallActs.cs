using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>What somebody does on a call that they may see.</summary>
internal sealed class CallActs(IDbContextFactory<MonitorDbContext> contexts, IGrainFactory grains, Roster roster)
{
    public Task<IResult> TakeAsync(HttpContext context, string callId, Func<string, CallAct> act) =>
        TakeAsync(context, callId, act, view => Task.FromResult(Results.Ok(view with { AgentName = roster.AgentName(view.AgentId) })));

    /// <param name="show">What is answered once the act is durable.</param>
    public async Task<IResult> TakeAsync(
        HttpContext context, string callId, Func<string, CallAct> act, Func<CallView, Task<IResult>> show)
    {
        var viewer = context.Viewer();
        if (viewer.Role == Role.Qa)
            return ActProblems.Of(context, Outcome.Rejected(Refusals.ForbiddenCode, null, "Who reviews calls does not act on them."));
        if (!await IsInSightAsync(callId, viewer, context.RequestAborted))
            return ActProblems.Of(context, Refusals.NoSuchCall);
        var reply = await grains.GetGrain<ICallGrain>(callId).Act(new ActRequest(act(viewer.Name) with { ById = viewer.Id }));
        return reply is { Outcome.Kind: not OutcomeKind.Rejected, View: { } view }
            ? await show(view)
            : ActProblems.Of(context, reply.Outcome);
    }

    private async Task<bool> IsInSightAsync(string callId, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var call = await db.Calls.AsNoTracking().Where(one => one.CallId == callId)
            .Select(one => new { one.Team, one.AgentId }).FirstOrDefaultAsync(cancellationToken);
        return call is not null && viewer.Sees(call.Team, call.AgentId);
    }
}
