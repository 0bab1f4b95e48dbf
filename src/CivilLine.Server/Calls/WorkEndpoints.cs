using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>The rules of the work, and how it goes: by team, never by person.</summary>
internal static class WorkEndpoints
{
    public static void MapWork(this IEndpointRouteBuilder endpoints)
    {
        var work = endpoints.MapGroup("/api/v1/work").WithTags("Work").RequireAuthorization(Access.Review);
        work.MapGet("/rules", Rules)
            .WithSummary("What the policy says of working on a team's alerts, and whether it is quiet now; 'critical' is never muted.")
            .Produces<WorkRulesView>();
        work.MapGet("/times", TimesAsync)
            .WithSummary("How long incidents waited for a look and stayed open, by team, over at most 92 days.")
            .Produces<WorkTimes>().ProducesProblem(StatusCodes.Status400BadRequest);
        work.MapGet("/root-causes", CausesAsync)
            .WithSummary("What the company did wrong, as resolved incidents say, added up.")
            .Produces<RootCauses>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static WorkRulesView Rules(string? team, PolicyStore policies, TimeProvider time)
    {
        var rules = policies.Book.For(team).Work;
        return new WorkRulesView(
            rules.Snooze.TotalMinutes, rules.LongestSnooze.TotalMinutes, rules.RootCauses, rules.NotificationsPerHour,
            rules.QuietHours, rules.Quiet, rules.AreQuietAt(time.GetUtcNow()));
    }

    private static async Task<IResult> TimesAsync(HttpContext context, MonitorDbContext db, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query);
        var (from, to) = Period.Read(reader, time.GetUtcNow());
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var calls = CallQuery.InSight(db.Calls.AsNoTracking(), context.Viewer());
        var acts = await db.CallActs.AsNoTracking()
            .Where(act => act.At >= from && act.At < to && (act.SeenAfterMs != null || act.ClosedAfterMs != null || act.Kind == "escalated" || act.Kind == "helpEscalated"))
            .Join(calls, act => act.CallKey, call => call.Key, (act, call) => new { call.Team, act.Kind, act.SeenAfterMs, act.ClosedAfterMs })
            .ToListAsync(context.RequestAborted);
        var waiting = (await IncidentQuery.InSight(db.Incidents.AsNoTracking(), context.Viewer())
            .Where(one => one.Stands && one.Work == WorkState.Open)
            .GroupBy(one => one.Team).Select(group => new { Team = group.Key, Count = group.Count() }).ToListAsync(context.RequestAborted))
            .ToDictionary(group => group.Team ?? "", group => group.Count);
        var teams = acts.Select(act => act.Team ?? "").Concat(waiting.Keys).Distinct().Order(StringComparer.Ordinal);
        return Results.Ok(new WorkTimes(from, to, [.. teams.Select(team =>
        {
            var done = acts.Where(act => (act.Team ?? "") == team).ToList();
            return new TeamTimes(
                team.Length > 0 ? team : null,
                Spread.Of([.. done.Where(act => act.SeenAfterMs is not null).Select(act => act.SeenAfterMs!.Value)]),
                Spread.Of([.. done.Where(act => act.ClosedAfterMs is not null).Select(act => act.ClosedAfterMs!.Value)]),
                done.Count(act => act.Kind is "escalated" or "helpEscalated"),
                waiting.GetValueOrDefault(team));
        })]));
    }

    private static async Task<IResult> CausesAsync(HttpContext context, MonitorDbContext db, TimeProvider time)
    {
        var reader = new QueryReader(context.Request.Query);
        var (from, to) = Period.Read(reader, time.GetUtcNow());
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var resolved = IncidentQuery.InSight(db.Incidents.AsNoTracking(), context.Viewer())
            .Where(one => one.Work == WorkState.Resolved && one.ClosedAt >= from && one.ClosedAt < to);
        if (reader.Text("team") is { } team)
            resolved = resolved.Where(one => one.Team == team);
        var causes = await resolved.Where(one => one.RootCause != null).GroupBy(one => one.RootCause!)
            .Select(group => new RootCauseCount(group.Key, group.Count(), group.OrderByDescending(one => one.ClosedAt).Select(one => one.CallId).First()))
            .ToListAsync(context.RequestAborted);
        return Results.Ok(new RootCauses(
            from, to, await resolved.CountAsync(context.RequestAborted),
            [.. causes.OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Cause, StringComparer.Ordinal)]));
    }
}

/// <param name="QuietHours">The first of <paramref name="Quiet"/>; null where there is none.</param>
/// <param name="QuietNow">Whether pages notify of <c>critical</c> alone just now.</param>
internal sealed record WorkRulesView(
    double SnoozeMinutes, double LongestSnoozeMinutes, IReadOnlyList<string> RootCauses, int NotificationsPerHour,
    QuietHours? QuietHours, IReadOnlyList<QuietHours> Quiet, bool QuietNow);

internal sealed record WorkTimes(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TeamTimes> Teams);

/// <param name="Team">Null for calls of no team.</param>
/// <param name="Waiting">Incidents that nobody has looked at, now.</param>
internal sealed record TeamTimes(string? Team, Spread Acknowledged, Spread Resolved, int Escalations, int Waiting);

/// <param name="MedianMs">Null where there is none to take it of.</param>
internal sealed record Spread(int Count, long? MedianMs, long? P90Ms)
{
    public static Spread Of(long[] values)
    {
        Array.Sort(values);
        return new Spread(values.Length, At(values, 0.5), At(values, 0.9));
    }

    /// <summary>Nearest rank: a time that somebody really waited.</summary>
    private static long? At(long[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}

/// <param name="LastCallId">The newest call that names it.</param>
internal sealed record RootCauseCount(string Cause, int Count, string LastCallId);

/// <param name="Resolved">Incidents resolved in that time, also those that name no cause.</param>
internal sealed record RootCauses(DateTimeOffset From, DateTimeOffset To, int Resolved, IReadOnlyList<RootCauseCount> Causes);
