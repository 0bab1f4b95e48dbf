using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Care;

/// <summary>Requests for a break, from the store.</summary>
internal sealed class BreakFeed(IDbContextFactory<MonitorDbContext> contexts, Roster roster, TimeProvider time)
{
    /// <summary>Nobody waits for an answer over a shift's end.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    public async Task<BreakView?> OfCallAsync(string callId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.CallId == callId, cancellationToken) is { } row
            ? BreakViews.Of(row, roster.AgentName(row.AgentId))
            : null;
    }

    /// <summary>The newest of each agent in sight, the longest asked first.</summary>
    public Task<IReadOnlyList<BreakView>> SeenByAsync(Viewer viewer, CancellationToken cancellationToken) =>
        ReadAsync(calls => CallQuery.InSight(calls, viewer), cancellationToken);

    public Task<IReadOnlyList<BreakView>> AllAsync(CancellationToken cancellationToken) => ReadAsync(calls => calls, cancellationToken);

    /// <summary>The agent's newest, or none.</summary>
    public Task<IReadOnlyList<BreakView>> OfAgentAsync(string agentId, CancellationToken cancellationToken) =>
        ReadAsync(calls => calls.Where(call => call.AgentId == agentId), cancellationToken);

    private async Task<IReadOnlyList<BreakView>> ReadAsync(
        Func<IQueryable<CallRow>, IQueryable<CallRow>> which, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Lasts;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await which(db.Calls.AsNoTracking()).Where(call => call.BreakAskedAt >= since && call.AgentId != null)
            .OrderByDescending(call => call.BreakAskedAt).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.AgentId).Select(row => BreakViews.Of(row, roster.AgentName(row.AgentId)))
            .OfType<BreakView>().Reverse()];
    }
}
