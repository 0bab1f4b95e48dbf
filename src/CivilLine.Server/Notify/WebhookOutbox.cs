using CivilLine.Calls;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>
/// Turns what changed after a webhook's cursor into events of its outbox; both in one transaction, so that nothing is
/// left out and nothing comes twice. Alerts and incidents that changed several times meanwhile come once, as they now are.
/// </summary>
internal sealed class WebhookOutbox(
    IDbContextFactory<MonitorDbContext> contexts, AlertFeed feed, Roster roster, IOptions<NotifyOptions> options, TimeProvider time)
{
    private const int AtOnce = 200;

    /// <returns>Whether there may be more to take.</returns>
    public async Task<bool> FillAsync(string webhookId, CancellationToken cancellationToken)
    {
        // Asked before the rows are read: what is committed between the two reads stays above it and waits for the next time.
        var newest = await feed.NewestAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var webhook = await db.Webhooks.SingleAsync(one => one.Id == webhookId, cancellationToken);
        if (webhook.Cursor >= newest
            || await db.Deliveries.CountAsync(one => one.WebhookId == webhookId && one.State == DeliveryState.Pending, cancellationToken) >= options.Value.MostPending)
            return false;
        // Nothing is committed between what is read and what is kept of it: an alert redacted meanwhile would stay here as it was.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await ReadAsync(db, webhook, newest, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var (_, made) in changed)
            if (made is not null)
                db.Deliveries.Add(new DeliveryRow
                {
                    WebhookId = webhookId, MessageId = made.MessageId, Type = made.Type, CallId = made.CallId, Body = made.Body,
                    CreatedAt = now, NextAt = now,
                });
        var isWhole = changed.Count < AtOnce;
        webhook.Cursor = isWhole ? newest : changed[^1].Version;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return !isWhole;
    }

    /// <summary>The next changes in order; null where the webhook does not want one.</summary>
    private async Task<List<(long Version, OutgoingEvent? Event)>> ReadAsync(
        MonitorDbContext db, WebhookRow webhook, long newest, CancellationToken cancellationToken)
    {
        var source = options.Value.Source;
        var alerts = await db.Alerts.AsNoTracking().Where(one => one.Version > webhook.Cursor && one.Version <= newest)
            .OrderBy(one => one.Version).Take(AtOnce).ToListAsync(cancellationToken);
        var incidents = await db.Incidents.AsNoTracking().Where(one => one.Version > webhook.Cursor && one.Version <= newest)
            .OrderBy(one => one.Version).Take(AtOnce).ToListAsync(cancellationToken);
        var versions = alerts.Select(one => one.Version).ToArray();
        var times = await db.AlertChanges.Where(one => versions.Contains(one.Version))
            .ToDictionaryAsync(one => one.Version, one => one.At, cancellationToken);
        var now = time.GetUtcNow();
        return
        [
            .. alerts.Select(row => (row.Version, Wants(webhook, EventKinds.Alerts, row.Team, row.Severity)
                    ? CloudEvents.Of(StoredAlerts.View(row), times.GetValueOrDefault(row.Version, now), source, webhook.WithText) : null))
                .Concat(incidents.Select(row => (row.Version, Wants(webhook, EventKinds.Incidents, row.Team, row.Severity)
                    ? CloudEvents.Of(IncidentViews.Of(row, roster.AgentName(row.AgentId)), now, source) : null)))
                .OrderBy(change => change.Version).Take(AtOnce),
        ];
    }

    // A call for help has no severity, and nobody who asks for the worst means to miss it.
    private static bool Wants(WebhookRow webhook, string kind, string? team, Scoring.Severity? severity) =>
        webhook.Events.Contains(kind)
        && (webhook.Teams.Count == 0 || (team is not null && webhook.Teams.Contains(team)))
        && (severity is null || webhook.MinSeverity is null || severity >= webhook.MinSeverity);
}
