using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Notify;

/// <summary>What was sent, what was not, and how to send it after all.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveries(this RouteGroupBuilder webhooks, RouteGroupBuilder operate)
    {
        operate.MapGet("/{id}/deliveries", ListAsync)
            .WithSummary("What is in a webhook's outbox, newest first; 'state' is pending, delivered or dead").Produces<DeliveryPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("/{id}/resend", async (string id, WebhookChanges changes, CancellationToken token) =>
                Results.Ok(new Resent(await changes.ResendAsync(id, null, token))))
            .WithSummary("Sends all its dead letters again").Produces<Resent>();
        webhooks.MapPost("/{id}/deliveries/{delivery:long}/resend", async (string id, long delivery, WebhookChanges changes, CancellationToken token) =>
                await changes.ResendAsync(id, delivery, token) == 1
                    ? Results.Ok(new Resent(1))
                    : Problems.Of(404, "not-found", "There is no such dead letter.", "delivery"))
            .WithSummary("Sends one dead letter again").Produces<Resent>();
    }

    private static async Task<IResult> ListAsync(string id, HttpContext context, MonitorDbContext db)
    {
        var reader = new QueryReader(context.Request.Query);
        var state = reader.OneOf<DeliveryState>("state");
        var before = reader.Integer("before", 1, long.MaxValue) ?? long.MaxValue;
        var limit = (int)(reader.Integer("limit", 1, 500) ?? 100);
        if (reader.Error is var (member, detail))
            return Problems.Of(400, "invalid", detail, member);
        if (!await db.Webhooks.AnyAsync(one => one.Id == id, context.RequestAborted))
            return WebhookChanges.NoSuchWebhook;
        var rows = await db.Deliveries.AsNoTracking()
            .Where(one => one.WebhookId == id && one.Id < before && (state == null || one.State == state))
            .OrderByDescending(one => one.Id).Take(limit).ToListAsync(context.RequestAborted);
        return Results.Ok(new DeliveryPage(rows.ConvertAll(DeliveryView.Of), rows.Count == limit ? rows[^1].Id : null));
    }
}
