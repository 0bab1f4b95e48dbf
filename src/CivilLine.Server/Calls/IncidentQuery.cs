using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;

namespace CivilLine.Calls;

/// <summary>What <c>GET /api/v1/incidents</c> is asked for.</summary>
internal sealed record IncidentQuery(
    bool? Open, WorkState? Work, string? Team, string? CallId, Severity? Severity, long After, int Limit)
{
    public const int MaxLimit = 1000;

    public static IncidentQuery Read(QueryReader query) => new(
        query.Flag("open"),
        query.OneOf<WorkState>("work"),
        query.Text("team"),
        query.Text("callId"),
        query.OneOf<Severity>("severity"),
        query.Integer("after", 0, long.MaxValue) ?? 0,
        (int)(query.Integer("limit", 1, MaxLimit) ?? 200));

    public IQueryable<IncidentRow> Apply(IQueryable<IncidentRow> incidents, Viewer viewer)
    {
        if (Open is { } open)
            incidents = incidents.Where(one => (one.Stands && one.Work != WorkState.Resolved && one.Work != WorkState.Dismissed) == open);
        if (Work is { } work)
            incidents = incidents.Where(one => one.Work == work);
        if (Team is not null)
            incidents = incidents.Where(one => one.Team == Team);
        if (CallId is not null)
            incidents = incidents.Where(one => one.CallId == CallId);
        if (Severity is { } least)
            incidents = incidents.Where(one => one.Severity >= least);
        incidents = incidents.Where(one => one.Version > After);
        return InSight(incidents, viewer).OrderByDescending(one => one.LastAt).ThenByDescending(one => one.Version).Take(Limit);
    }

    public static IQueryable<IncidentRow> InSight(IQueryable<IncidentRow> incidents, Viewer viewer)
    {
        if (viewer.Teams is null)
            return incidents;
        var teams = viewer.Teams.ToArray();
        return incidents.Where(one => one.Team != null && teams.Contains(one.Team));
    }
}
