using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Live;

/// <summary>What changed after a version, oldest change first.</summary>
/// <param name="Next">The cursor to go on from, also where nothing changed.</param>
/// <param name="More">There is more than one answer holds: ask again with <paramref name="Next"/>.</param>
internal sealed record AlertCatchUp(IReadOnlyList<AlertView> Alerts, long Next, bool More);

/// <summary>Alerts by cursor, from the store: the truth that pushes only run ahead of.</summary>
internal sealed class AlertFeed(IDbContextFactory<MonitorDbContext> contexts, Roster roster)
{
    public const int PageSize = 1000;

    /// <summary>The newest page alone: where a page that has seen nothing starts.</summary>
    /// <param name="viewer">Whose teams to keep to; null for all.</param>
    public async Task<AlertCatchUp> NewestPageAsync(Viewer? viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await SeenBy(viewer, db).OrderByDescending(alert => alert.Version).Take(PageSize)
            .ToListAsync(cancellationToken);
        newest.Reverse();
        return Page(newest, 0, more: false);
    }

    /// <inheritdoc cref="NewestPageAsync"/>
    public async Task<AlertCatchUp> AfterAsync(long after, Viewer? viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = await SeenBy(viewer, db).Where(alert => alert.Version > after).OrderBy(alert => alert.Version)
            .Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = changed.Count > PageSize;
        return Page(more ? changed[..PageSize] : changed, after, more);
    }

    public async Task<long> NewestAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var alerts = await db.Alerts.MaxAsync(alert => (long?)alert.Version, cancellationToken) ?? 0;
        var incidents = await db.Incidents.MaxAsync(one => (long?)one.Version, cancellationToken) ?? 0;
        var erased = await db.Marks.MaxAsync(one => (long?)one.Version, cancellationToken) ?? 0;
        return Math.Max(Math.Max(alerts, incidents), erased);
    }

    /// <summary>The open incidents in sight, the last that grew first; at most a page of them.</summary>
    public async Task<IReadOnlyList<IncidentView>> OpenIncidentsAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = new IncidentQuery(Open: true, null, null, null, null, 0, PageSize);
        return View(await query.Apply(db.Incidents.AsNoTracking(), viewer).ToListAsync(cancellationToken));
    }

    /// <summary>Incidents that changed after a version, oldest change first.</summary>
    public async Task<IReadOnlyList<IncidentView>> IncidentsAfterAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return View(await db.Incidents.AsNoTracking().Where(one => one.Version > after).OrderBy(one => one.Version)
            .Take(PageSize).ToListAsync(cancellationToken));
    }

    private List<IncidentView> View(List<IncidentRow> rows) =>
        rows.ConvertAll(row => IncidentViews.Of(row, roster.AgentName(row.AgentId)));

    private static IQueryable<AlertRow> SeenBy(Viewer? viewer, MonitorDbContext db)
    {
        var alerts = db.Alerts.AsNoTracking();
        if (viewer?.Teams is not { } teams)
            return alerts;
        var seen = teams.ToArray();
        return alerts.Where(alert => alert.Team != null && seen.Contains(alert.Team));
    }

    private static AlertCatchUp Page(List<AlertRow> rows, long after, bool more) => new(
        rows.ConvertAll(StoredAlerts.View), rows.Count > 0 ? rows[^1].Version : after, more);
}
