using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Care;

/// <summary>Reads exposure out of the calls that a viewer may see, and out of no other.</summary>
internal static class CareReads
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>No shift is longer, and no call either.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly Category[] Hard = [Category.Hostility, Category.Threat, Category.Sexual, Category.Discrimination];

    /// <param name="agentId">Null for every agent in sight.</param>
    public static async Task<IReadOnlyList<AgentCare>> AgentsAsync(
        MonitorDbContext db, Viewer viewer, Roster roster, PolicyBook policies, string? team, string? agentId, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var calls = InSight(db, viewer, team, agentId);
        var moments = (await MomentsAsync(db, calls, now - Week, cancellationToken)).ToLookup(moment => moment.AgentId);
        var today = await calls.Where(call => call.StartedAt >= now - Day)
            .Select(call => new { call.AgentId, call.Team, call.StartedAt, call.LastHeardAt, call.EndedAt }).ToListAsync(cancellationToken);
        var shifts = today.GroupBy(call => call.AgentId!).ToDictionary(
            group => group.Key,
            group => Exposures.ShiftStart(group.Select(call => new CallSpan(call.StartedAt, call.EndedAt ?? call.LastHeardAt)), now));
        // Who takes calls of several teams is under the rules of the one whose call they took last.
        var teams = today.GroupBy(call => call.AgentId!)
            .ToDictionary(group => group.Key, group => group.MaxBy(call => call.StartedAt)!.Team);
        var agents = agentId is null ? moments.Select(group => group.Key) : [agentId];
        return [.. agents.Select(agent => Of(agent, moments[agent], shifts.GetValueOrDefault(agent)))
            .OrderBy(agent => agent.AgentName ?? agent.AgentId, StringComparer.OrdinalIgnoreCase)
            .ThenBy(agent => agent.AgentId, StringComparer.Ordinal)];

        AgentCare Of(string agent, IEnumerable<HardMoment> hard, DateTimeOffset? shiftFrom)
        {
            var all = hard.ToList();
            var shift = shiftFrom is { } from ? new ShiftExposure(from, Exposures.Of(all, from, now)) : null;
            return new AgentCare(
                agent, roster.AgentName(agent), shift, Exposures.Of(all, now - Week, now),
                shift is null ? [] : BreakRules.For(shift.Exposure, policies.For(teams.GetValueOrDefault(agent)).Care));
        }
    }

    /// <summary>How many agents took a call in the week.</summary>
    public static Task<int> CountAsync(
        MonitorDbContext db, Viewer viewer, string? team, DateTimeOffset now, CancellationToken cancellationToken) =>
        InSight(db, viewer, team, null).Where(call => call.StartedAt >= now - Week)
            .Select(call => call.AgentId).Distinct().CountAsync(cancellationToken);

    /// <summary>Whether the viewer sees a call of this agent's week.</summary>
    public static Task<bool> KnowsAsync(
        MonitorDbContext db, Viewer viewer, string agentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        InSight(db, viewer, null, agentId).AnyAsync(call => call.StartedAt >= now - Week - Day, cancellationToken);

    private static IQueryable<CallRow> InSight(MonitorDbContext db, Viewer viewer, string? team, string? agentId)
    {
        var calls = CallQuery.InSight(db.Calls.AsNoTracking(), viewer).Where(call => call.AgentId != null);
        if (team is not null)
            calls = calls.Where(call => call.Team == team);
        return agentId is null ? calls : calls.Where(call => call.AgentId == agentId);
    }

    /// <summary>Only what stands: what was taken back or was a false alarm hurt nobody.</summary>
    private static async Task<List<HardMoment>> MomentsAsync(
        MonitorDbContext db, IQueryable<CallRow> calls, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var rows = await db.Alerts.AsNoTracking()
            .Where(alert => alert.Detection == Detection.Confirmed && alert.RaisedAt >= from
                && alert.Work != WorkState.Dismissed && alert.Target == Target.Agent && Hard.Contains(alert.Category))
            .Join(calls, alert => alert.CallKey, call => call.Key, (alert, call) => new
            {
                call.AgentId, alert.RaisedAt, alert.Severity, call.Key, call.StartedAt, call.LastHeardAt, call.EndedAt,
                call.EndedBy, Step = call.EndStep ?? call.Step,
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new HardMoment(
            row.AgentId!, row.RaisedAt, row.Severity, row.Key, row.StartedAt, row.LastHeardAt, row.EndedAt, row.EndedBy, row.Step));
    }
}
