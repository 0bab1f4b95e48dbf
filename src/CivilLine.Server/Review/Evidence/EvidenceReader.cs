using CivilLine.Calls;
using CivilLine.Notify;
using CivilLine.Policies;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Evidence;

/// <summary>Gathers a call's evidence from the store.</summary>
internal sealed class EvidenceReader(MonitorDbContext db, CallReads reads, Roster roster, PolicyStore policies)
{
    public async Task<EvidencePack> ReadAsync(CallRow row, CancellationToken cancellationToken)
    {
        var facts = CallStore.Facts(row);
        var detail = await reads.DetailAsync(db, row, cancellationToken);
        var acts = await db.CallActs.AsNoTracking().Where(act => act.CallKey == row.Key && !CallActKinds.Private.Contains(act.Kind))
            .OrderBy(act => act.Id).ToListAsync(cancellationToken);
        var deliveries = await db.Deliveries.AsNoTracking()
            .Where(one => one.CallId == row.CallId && one.State == DeliveryState.Delivered && one.DoneAt != null)
            .OrderBy(one => one.Id).ToListAsync(cancellationToken);
        var webhooks = await db.Webhooks.AsNoTracking().ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        return new EvidencePack(
            new EvidenceCall(
                facts.CallId, facts.AgentId, roster.AgentName(facts.AgentId), facts.Team, facts.Queue, facts.Language, facts.Caller,
                facts.StartedAt, facts.EndedAt, facts.EndedBy, row.EndedByName, facts.EndReason, facts.Ladder.Step, facts.Ladder.Frozen,
                facts.PeakSeverity),
            new EvidenceVersions(
                Distinct(detail.Alerts.Select(alert => alert.ModelVersion).Concat(detail.Moves.Select(move => move.ModelVersion))),
                Distinct(detail.Alerts.Select(alert => alert.PolicyVersion).Concat(detail.Moves.Select(move => move.PolicyVersion)))),
            detail.Fragments,
            detail.Alerts,
            detail.AlertChanges,
            detail.Moves,
            [
                .. acts.Select(act => new EvidenceTold(act.At, act.By, act.Kind, act.Detail, act.Reason, act.AlertId)),
                .. deliveries.Select(one => new EvidenceTold(
                    one.DoneAt!.Value, webhooks.GetValueOrDefault(one.WebhookId, one.WebhookId), "delivered", one.Type, null, null)),
            ],
            EvidenceWarnings.Of(detail, policies.Book.For(facts.Team)));
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string> versions) => [.. versions.Distinct().Order(StringComparer.Ordinal)];
}
