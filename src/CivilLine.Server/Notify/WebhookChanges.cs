using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>What an administrator does with a webhook that is there.</summary>
internal sealed class WebhookChanges(
    IDbContextFactory<MonitorDbContext> contexts, Webhooks webhooks, IOptions<NotifyOptions> options, TimeProvider time)
{
    public static IResult NoSuchWebhook => Problems.Of(404, "not-found", "There is no such webhook.", "id");

    public async Task<IResult> SetAsync(string id, bool enabled, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Webhooks.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } row)
            return NoSuchWebhook;
        row.DisabledAt = enabled ? null : row.DisabledAt ?? time.GetUtcNow();
        row.DisabledReason = enabled ? null : row.DisabledReason ?? "disabled by an administrator";
        await db.SaveChangesAsync(cancellationToken);
        await webhooks.ReloadAsync(cancellationToken);
        return Results.Ok(WebhookView.Of(row, WebhookCounts.None, enabled ? "closed" : null));
    }

    public async Task<IResult> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Webhooks.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } row)
            return NoSuchWebhook;
        if (row.IsConfigured)
            return Problems.Of(409, "conflict", "This webhook stands in the server's configuration: remove it there.", "id");
        db.Webhooks.Remove(row);
        await db.SaveChangesAsync(cancellationToken);
        await webhooks.ReloadAsync(cancellationToken);
        return Results.NoContent();
    }

    public async Task<IResult> TestAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Webhooks.AnyAsync(one => one.Id == id, cancellationToken))
            return NoSuchWebhook;
        var now = time.GetUtcNow();
        var made = CloudEvents.Test(Secret.NewId("test_"), now, options.Value.Source);
        var delivery = new DeliveryRow
        {
            WebhookId = id, MessageId = made.MessageId, Type = made.Type, Body = made.Body, CreatedAt = now, NextAt = now,
        };
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync(cancellationToken);
        return Results.Json(DeliveryView.Of(delivery), statusCode: 202);
    }

    /// <summary>Puts dead letters back into the outbox, with a whole life before them.</summary>
    public async Task<int> ResendAsync(string id, long? delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries
            .Where(one => one.WebhookId == id && one.State == DeliveryState.Dead && (delivery == null || one.Id == delivery))
            .ExecuteUpdateAsync(
                set => set.SetProperty(one => one.State, DeliveryState.Pending).SetProperty(one => one.NextAt, now)
                    .SetProperty(one => one.CreatedAt, now).SetProperty(one => one.Rounds, 0).SetProperty(one => one.DoneAt, (DateTimeOffset?)null),
                cancellationToken);
    }
}
