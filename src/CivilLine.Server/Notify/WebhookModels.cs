using CivilLine.Scoring;

namespace CivilLine.Notify;

/// <param name="Url">Without its query, which may be a secret.</param>
/// <param name="Configured">It stands in the server's configuration and is changed there.</param>
/// <param name="Circuit">closed while it is sent to, open or halfOpen while it is left alone; null where it is disabled.</param>
/// <param name="Secret">Shown once: when it is made or rotated.</param>
internal sealed record WebhookView(
    string Id, string Name, string Url, IReadOnlyList<string> Events, IReadOnlyList<string> Teams, Severity? MinSeverity, bool WithText,
    bool Configured, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt, string? DisabledReason, long Cursor, int Pending, int Dead,
    DateTimeOffset? LastDeliveredAt, string? Circuit, string? Secret = null)
{
    public static WebhookView Of(WebhookRow row, WebhookCounts counts, string? circuit, string? secret = null) => new(
        row.Id, row.Name, Shown(row.Url), row.Events, row.Teams, row.MinSeverity, row.WithText, row.IsConfigured, row.CreatedAt,
        row.DisabledAt, row.DisabledReason, row.Cursor, counts.Pending, counts.Dead, counts.LastDeliveredAt, circuit, secret);

    private static string Shown(string url) => url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? url[..query] + "?…" : url;
}

internal sealed record WebhookCounts(int Pending, int Dead, DateTimeOffset? LastDeliveredAt)
{
    public static readonly WebhookCounts None = new(0, 0, null);
}

/// <param name="Error">Kind of fault; never what was sent or answered.</param>
internal sealed record DeliveryView(
    long Id, string MessageId, string Type, string? CallId, DeliveryState State, int Rounds, DateTimeOffset CreatedAt,
    DateTimeOffset? NextAt, DateTimeOffset? DoneAt, int? Status, string? Error)
{
    public static DeliveryView Of(DeliveryRow row) => new(
        row.Id, row.MessageId, row.Type, row.CallId, row.State, row.Rounds, row.CreatedAt,
        row.State == DeliveryState.Pending ? row.NextAt : null, row.DoneAt, row.Status, row.Error);
}

/// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
internal sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries, long? Next);

internal sealed record Resent(int Count);
