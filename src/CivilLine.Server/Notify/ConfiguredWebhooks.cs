using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>Takes the configuration's webhooks into the store, where each has its cursor; one that is there no more is disabled.</summary>
internal sealed class ConfiguredWebhooks(
    IDbContextFactory<MonitorDbContext> contexts, Webhooks webhooks, AlertFeed feed, IOptions<NotifyOptions> options, TimeProvider time)
{
    private const string NoLonger = "no longer in the configuration";

    public async Task TakeInAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.Webhooks.Where(one => one.IsConfigured).ToDictionaryAsync(one => one.Id, cancellationToken);
        foreach (var given in options.Value.Webhooks)
        {
            var id = "wh_" + Convert.ToHexStringLower(Secret.Hash(given.Name).AsSpan(0, 8));
            if (!known.Remove(id, out var row))
                db.Webhooks.Add(row = new WebhookRow
                {
                    Id = id, Name = given.Name, Url = given.Url, Secret = "", IsConfigured = true, CreatedAt = time.GetUtcNow(),
                    Cursor = await feed.NewestAsync(cancellationToken),
                });
            (row.Url, row.Secret) = (given.Url, webhooks.Seal(given.Secret));
            (row.Events, row.Teams) = (given.Events.Count > 0 ? [.. given.Events] : [.. EventKinds.All], [.. given.Teams]);
            (row.MinSeverity, row.WithText) = (WebhookRules.Severity(given.MinSeverity), given.WithText);
            if (row.DisabledReason == NoLonger)
                (row.DisabledAt, row.DisabledReason) = (null, null);
        }

        foreach (var gone in known.Values)
            (gone.DisabledAt, gone.DisabledReason) = (gone.DisabledAt ?? time.GetUtcNow(), gone.DisabledReason ?? NoLonger);
        await db.SaveChangesAsync(cancellationToken);
    }
}
