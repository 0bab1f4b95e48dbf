using CivilLine.Scoring;

namespace CivilLine.Escalation;

public enum Detection
{
    Provisional,
    Confirmed,
    Withdrawn,
}

public enum WorkState
{
    Open,
    Acknowledged,
    Claimed,
    Snoozed,
    Resolved,
    Dismissed,
}

/// <summary>What a call raised, as the wire shows it but for <c>version</c>, which the store gives at each commit.</summary>
public sealed record Alert
{
    /// <summary>Fixed for good, and derived from call and utterance, so that a replayed event cannot raise it twice.</summary>
    public required string Id { get; init; }
    public required string IncidentId { get; init; }
    public required string CallId { get; init; }
    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public required Category Category { get; init; }
    public Target Target { get; init; }
    public required Severity Severity { get; init; }
    public Detection Detection { get; init; }
    public WorkState Work { get; init; }
    public string? ClaimedBy { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>What a person said it should have been: a category's wire name, or <c>none</c>. Training reads it.</summary>
    public string? Label { get; init; }

    /// <summary>A provisional threat of violence that stood as long as the policy asks: it counts before its final.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Since when the words that are being said have carried a threat of violence by themselves, and in how many revisions.</summary>
    public DateTimeOffset? PlainSince { get; init; }
    public int Revisions { get; init; }

    /// <summary>Repetition within the call made it one severity higher than its words.</summary>
    public bool IsRepeated { get; init; }
    public float Score { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];
    public IReadOnlyList<string> UtteranceIds { get; init; } = [];
    public long StartMs { get; init; }
    public long EndMs { get; init; }
    public DateTimeOffset RaisedAt { get; init; }
    public required string ModelVersion { get; init; }
    public required string PolicyVersion { get; init; }

    /// <summary>Whether the ladder and the agent's banner know of it: what is provisional counts only where it is held.</summary>
    internal bool Counts => Detection == Detection.Confirmed || (Detection == Detection.Provisional && IsHeld);
}

/// <summary>One change of an alert: how it looks from <paramref name="At"/> on, and who or what changed it.</summary>
public sealed record AlertChange(Alert Alert, DateTimeOffset At, string? By = null, string? Reason = null)
{
    /// <summary>The reason where nothing but the words changed: later ones showed them to hold personal data.</summary>
    public const string Redacted = "redacted";

    /// <summary>How it was detected before; null where this raised it.</summary>
    public Detection? Was { get; init; }
}
