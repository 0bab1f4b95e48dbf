using System.Text.Json.Serialization;
using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>
/// All that one call gives supervisors to do: its alerts and its agent's call for help as a single thing that grows, and
/// what people did about it.
/// </summary>
public sealed record IncidentState
{
    public required string Id { get; init; }
    public required string CallId { get; init; }
    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public DateTimeOffset? CallEndedAt { get; init; }

    /// <summary>The worst of the alerts that stand; null where none does.</summary>
    public Severity? Severity { get; init; }

    [JsonIgnore]
    public CategorySet Categories => new(CategoryBits);

    public int CategoryBits { get; init; }

    /// <summary>Alerts that were neither withdrawn nor dismissed.</summary>
    public int Count { get; init; }

    /// <summary>Those of them that nobody has resolved.</summary>
    public int OpenCount { get; init; }

    public HelpState? Help { get; init; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public WorkState Work { get; init; }
    public string? ClaimedBy { get; init; }

    /// <summary>Two people may have one name; a claim is a person's.</summary>
    public string? ClaimedById { get; init; }

    /// <summary>When this round of work began: the incident's first moment, or its last reopening after it was closed.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Since when it needs eyes; null where somebody has looked.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The worst that was there to see when somebody looked.</summary>
    public Severity? SeenSeverity { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>How often it escalated since it last began to wait.</summary>
    public int Escalation { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string? Reason { get; init; }
    public string? RootCause { get; init; }
    public string? RootCauseNote { get; init; }

    /// <summary>When time alone changes it next: a snooze ends, or it escalates.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>False where all that it was about was taken back.</summary>
    [JsonIgnore]
    public bool Stands => Count > 0 || Help is not null;

    [JsonIgnore]
    public bool IsClosed => Work is WorkState.Resolved or WorkState.Dismissed;
}
