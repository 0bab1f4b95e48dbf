using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Store;

namespace CivilLine.Calls;

/// <summary>What <c>GET /api/v1/alerts</c> is asked for. <c>severity</c> is a minimum, the others are equal.</summary>
internal sealed record AlertQuery(
    long After, int Limit, string? CallId, string? Team, Severity? Severity, Category? Category, Detection? Detection,
    WorkState? Work, bool? Labelled = null)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static AlertQuery Read(QueryReader query) => new(
        query.Integer("after", 0, long.MaxValue) ?? 0,
        (int)(query.Integer("limit", 1, MaxLimit) ?? DefaultLimit),
        query.Text("callId"),
        query.Text("team"),
        query.OneOf<Severity>("severity"),
        query.OneOf<Category>("category"),
        query.OneOf<Detection>("detection"),
        query.OneOf<WorkState>("work"),
        query.Flag("labelled"));

    /// <summary>What the viewer may see of it, in version order.</summary>
    public IQueryable<AlertRow> Apply(IQueryable<AlertRow> alerts, Viewer viewer)
    {
        alerts = alerts.Where(alert => alert.Version > After);
        if (CallId is not null)
            alerts = alerts.Where(alert => alert.CallId == CallId);
        if (Team is not null)
            alerts = alerts.Where(alert => alert.Team == Team);
        if (Severity is { } least)
            alerts = alerts.Where(alert => alert.Severity >= least);
        if (Category is { } category)
            alerts = alerts.Where(alert => alert.Category == category);
        if (Detection is { } detection)
            alerts = alerts.Where(alert => alert.Detection == detection);
        if (Work is { } work)
            alerts = alerts.Where(alert => alert.Work == work);
        if (Labelled is { } labelled)
            alerts = alerts.Where(alert => (alert.Label != null) == labelled);
        return InSight(alerts, viewer).OrderBy(alert => alert.Version).Take(Limit);
    }

    private static IQueryable<AlertRow> InSight(IQueryable<AlertRow> alerts, Viewer viewer)
    {
        if (viewer.Role == Role.Administrator)
            return alerts;
        if (viewer.Role == Role.Agent)
            return alerts.Where(alert => alert.AgentId != null && alert.AgentId == viewer.AgentId);
        if (viewer.Teams is null)
            return alerts;
        var teams = viewer.Teams.ToArray();
        return alerts.Where(alert => alert.Team != null && teams.Contains(alert.Team));
    }
}
