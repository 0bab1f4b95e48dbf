using CivilLine.Scoring;

namespace CivilLine.Notify;

/// <summary>Somewhere to send events to, and how far it has been told.</summary>
internal sealed class WebhookRow
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public required string Url { get; set; }

    /// <summary>Sealed: whoever reads the file has no secret.</summary>
    public required string Secret { get; set; }

    /// <summary>The secret before the last rotation, which still signs beside the new one until then.</summary>
    public string? FormerSecret { get; set; }
    public DateTimeOffset? FormerSecretUntil { get; set; }

    /// <summary>Of <see cref="EventKinds"/>.</summary>
    public List<string> Events { get; set; } = [];

    /// <summary>None for all.</summary>
    public List<string> Teams { get; set; } = [];
    public Severity? MinSeverity { get; set; }

    /// <summary>Whether the words of a call go along.</summary>
    public bool WithText { get; set; } = true;

    /// <summary>The version up to which everything is in the outbox.</summary>
    public long Cursor { get; set; }
    public bool IsConfigured { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
    public string? DisabledReason { get; set; }
}

internal enum DeliveryState
{
    Pending,
    Delivered,
    Dead,
}

/// <summary>One event for one webhook: the outbox, and afterwards the record of who was told when.</summary>
internal sealed class DeliveryRow
{
    public long Id { get; set; }
    public required string WebhookId { get; set; }

    /// <summary>The event's id, the same in every attempt: what a receiver tells a repetition by.</summary>
    public required string MessageId { get; set; }
    public required string Type { get; set; }
    public string? CallId { get; set; }
    public required string Body { get; set; }
    public DeliveryState State { get; set; }

    /// <summary>How often it was taken up; each time it is attempted as often as the retries say.</summary>
    public int Rounds { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset NextAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public int? Status { get; set; }
    public string? Error { get; set; }
}
