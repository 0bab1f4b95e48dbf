using System.Net;
using System.Text.Json;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>Webhooks, for administrators.</summary>
internal static class WebhookEndpoints
{
    private static readonly TimeSpan FormerSecretLasts = TimeSpan.FromDays(1);

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        // What was sent and what was not is an operator's too; the bodies, which have words in them, are in no answer.
        var operate = app.MapGroup("/api/v1/admin/webhooks").RequireAuthorization(Access.Operate).WithTags("Webhooks");
        var webhooks = app.MapGroup("/api/v1/admin/webhooks").RequireAuthorization(Access.Administer).WithTags("Webhooks")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        operate.MapGet("", ListAsync).WithSummary("Every webhook, without its secret");
        webhooks.MapPost("", AddAsync).WithSummary("Adds a webhook; its secret is shown once").Produces<WebhookView>(201);
        webhooks.MapPost("/{id}/rotate", RotateAsync).WithSummary("A new secret, shown once; the former signs beside it for a day").Produces<WebhookView>();
        webhooks.MapPost("/{id}/disable", (string id, WebhookChanges changes, CancellationToken token) => changes.SetAsync(id, enabled: false, token))
            .WithSummary("Sends nothing to it any more").Produces<WebhookView>();
        webhooks.MapPost("/{id}/enable", (string id, WebhookChanges changes, CancellationToken token) => changes.SetAsync(id, enabled: true, token))
            .WithSummary("Goes on where it stopped").Produces<WebhookView>();
        webhooks.MapPost("/{id}/remove", (string id, WebhookChanges changes, CancellationToken token) => changes.RemoveAsync(id, token))
            .WithSummary("Forgets it, with what was not delivered").Produces(204);
        webhooks.MapPost("/{id}/test", (string id, WebhookChanges changes, CancellationToken token) => changes.TestAsync(id, token))
            .WithSummary("Sends it an event that says it is a test").Produces<DeliveryView>(202);
        webhooks.MapDeliveries(operate);
    }

    private static async Task<IResult> ListAsync(MonitorDbContext db, WebhookDispatcher dispatcher, CancellationToken cancellationToken)
    {
        var counts = await db.Deliveries.GroupBy(one => one.WebhookId).Select(group => new
        {
            group.Key,
            Pending = group.Count(one => one.State == DeliveryState.Pending),
            Dead = group.Count(one => one.State == DeliveryState.Dead),
            Last = group.Where(one => one.State == DeliveryState.Delivered).Max(one => one.DoneAt),
        }).ToDictionaryAsync(group => group.Key, group => new WebhookCounts(group.Pending, group.Dead, group.Last), cancellationToken);
        var rows = await db.Webhooks.AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancellationToken);
        return Results.Ok(rows.ConvertAll(row => WebhookView.Of(
            row, counts.GetValueOrDefault(row.Id, WebhookCounts.None),
            dispatcher.Circuit(row.Id) is { } circuit ? JsonNamingPolicy.CamelCase.ConvertName(circuit.ToString()) : null)));
    }

    private static async Task<IResult> AddAsync(
        NewWebhook given, MonitorDbContext db, Webhooks webhooks, Roster roster, AlertFeed feed, IOptions<NotifyOptions> options,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (WebhookRules.Fault(given, roster.Now, options.Value.AllowedNetworks.Select(IPNetwork.Parse)) is var (member, rule))
            return Problems.Of(400, "invalid", rule, member);
        var secret = WebhookSecret.New();
        var row = new WebhookRow
        {
            Id = Secret.NewId("wh_"),
            Name = given.Name!,
            Url = given.Url!,
            Secret = webhooks.Seal(secret),
            Events = [.. given.Events is { Count: > 0 } events ? events : EventKinds.All],
            Teams = [.. given.Teams ?? []],
            MinSeverity = WebhookRules.Severity(given.MinSeverity),
            WithText = given.WithText ?? true,
            Cursor = given.After ?? await feed.NewestAsync(cancellationToken),
            CreatedAt = time.GetUtcNow(),
        };
        db.Webhooks.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        await webhooks.ReloadAsync(cancellationToken);
        return Results.Json(WebhookView.Of(row, WebhookCounts.None, "closed", secret), statusCode: 201);
    }

    private static async Task<IResult> RotateAsync(
        string id, MonitorDbContext db, Webhooks webhooks, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } row)
            return WebhookChanges.NoSuchWebhook;
        if (row.IsConfigured)
            return Problems.Of(409, "conflict", "This webhook's secret stands in the server's configuration: change it there.", "id");
        var secret = WebhookSecret.New();
        (row.FormerSecret, row.FormerSecretUntil) = (row.Secret, time.GetUtcNow() + FormerSecretLasts);
        row.Secret = webhooks.Seal(secret);
        await db.SaveChangesAsync(cancellationToken);
        await webhooks.ReloadAsync(cancellationToken);
        return Results.Ok(WebhookView.Of(row, WebhookCounts.None, null, secret));
    }
}
