using CivilLine.Escalation;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Sources;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Calls;

/// <summary>Rows of the store as pages see them; a live call as it was last shown.</summary>
internal sealed class CallReads(LiveCalls live, Roster roster, Rhythms rhythms, TimeProvider time)
{
    public async Task<IReadOnlyList<CallView>> ViewsAsync(
        MonitorDbContext db, IReadOnlyCollection<CallRow> rows, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Key).ToArray();
        var open = await db.Alerts
            .Where(alert => keys.Contains(alert.CallKey) && alert.Detection != Detection.Withdrawn
                && alert.Work != WorkState.Resolved && alert.Work != WorkState.Dismissed)
            .GroupBy(alert => alert.CallKey).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return [.. rows.Select(row => live.Find(row.CallId) ?? StoredCallViews.Of(row, time.GetUtcNow(), rhythms.Of(row.OwnerKeyId)) with
        {
            AgentName = roster.AgentName(row.AgentId),
            OpenAlerts = open.GetValueOrDefault(row.Key),
        })];
    }

    public async Task<CallDetail> DetailAsync(MonitorDbContext db, CallRow row, CancellationToken cancellationToken)
    {
        var view = (await ViewsAsync(db, [row], cancellationToken))[0];
        var fragments = await db.Fragments.AsNoTracking().Where(fragment => fragment.CallKey == row.Key)
            .OrderBy(fragment => fragment.Id).ToListAsync(cancellationToken);
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alert.CallKey == row.Key)
            .OrderBy(alert => alert.StartMs).ThenBy(alert => alert.Version).ToListAsync(cancellationToken);
        var changes = await db.AlertChanges.AsNoTracking().Where(change => change.CallKey == row.Key)
            .OrderBy(change => change.Version).ToListAsync(cancellationToken);
        var moves = await db.LadderMoves.AsNoTracking().Where(move => move.CallKey == row.Key)
            .OrderBy(move => move.Id).ToListAsync(cancellationToken);
        // Work on alerts is told by the alerts' own changes; the audit has both.
        var acts = await db.CallActs.AsNoTracking()
            .Where(act => act.CallKey == row.Key && act.To == null && !CallActKinds.Private.Contains(act.Kind))
            .OrderBy(act => act.Id).ToListAsync(cancellationToken);
        var incident = await db.Incidents.AsNoTracking().FirstOrDefaultAsync(one => one.CallKey == row.Key, cancellationToken);
        return new CallDetail(
            view,
            fragments.ConvertAll(fragment => FragmentViews.Of(row.CallId, row.Language, fragment)),
            alerts.ConvertAll(StoredAlerts.View),
            changes.ConvertAll(change => new AlertChangeView(
                change.AlertId, change.Version, change.At, change.Category, change.Severity, change.Detection, change.Work,
                change.By, change.Reason)),
            moves.ConvertAll(move => new LadderMove(
                move.At, move.From, move.To, move.Rule, move.Because, StoreJson.Ids(move.UtteranceIds), move.PolicyVersion,
                move.ModelVersion, move.By)),
            acts.ConvertAll(act => new CallActView(act.At, act.Kind, act.By, act.Detail)))
        {
            Incident = incident is null ? null : IncidentViews.Of(incident, view.AgentName),
        };
    }
}
