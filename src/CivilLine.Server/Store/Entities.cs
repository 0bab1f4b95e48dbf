using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Store;

internal sealed class CallRow
{
    public long Key { get; set; }
    public required string CallId { get; set; }
    public required string OwnerKeyId { get; set; }
    public string? AgentId { get; set; }
    public string? Team { get; set; }
    public string? Queue { get; set; }
    public string? Language { get; set; }
    public string? Caller { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset LastHeardAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public CallParty? EndedBy { get; set; }
    public string? EndReason { get; set; }
    public string? EndedByName { get; set; }
    public LadderStep? EndStep { get; set; }
    public Severity? PeakSeverity { get; set; }
    public LadderStep Step { get; set; }

    /// <summary><see cref="LadderState"/> and <see cref="HelpState"/> as JSON: read whole, never searched.</summary>
    public required string Ladder { get; set; }
    public string? Help { get; set; }

    /// <summary>When the agent asked for a break after this call, and <see cref="BreakState"/> as JSON.</summary>
    public DateTimeOffset? BreakAskedAt { get; set; }
    public string? Break { get; set; }

    /// <summary><see cref="Transcripts.HeardState"/> as JSON.</summary>
    public string? Heard { get; set; }
}

internal sealed class FragmentRow
{
    public long Id { get; set; }
    public long CallKey { get; set; }
    public required string UtteranceId { get; set; }
    public int Revision { get; set; }
    public bool IsFinal { get; set; }
    public Speaker Speaker { get; set; }
    public required string Text { get; set; }
    public required byte[] TextHash { get; set; }
    public long StartMs { get; set; }
    public long EndMs { get; set; }
    public long? Sequence { get; set; }
    public double? Confidence { get; set; }
    public string? Language { get; set; }
    public string? Source { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public bool Late { get; set; }

    /// <summary>Seven little-endian floats, in the order of <see cref="Category"/>.</summary>
    public required byte[] Scores { get; set; }
    public int Categories { get; set; }
    public Severity? Severity { get; set; }
    public Target Target { get; set; }
}

internal sealed class AlertRow
{
    public required string Id { get; set; }

    /// <summary>Global, in commit order, renewed on every change: the cursor of pages and clients.</summary>
    public long Version { get; set; }
    public long CallKey { get; set; }
    public required string CallId { get; set; }
    public required string IncidentId { get; set; }
    public string? AgentId { get; set; }
    public string? Team { get; set; }
    public Category Category { get; set; }
    public Target Target { get; set; }
    public Severity Severity { get; set; }
    public Detection Detection { get; set; }
    public WorkState Work { get; set; }
    public string? ClaimedBy { get; set; }
    public DateTimeOffset? SnoozedUntil { get; set; }
    public string? Label { get; set; }
    public float Score { get; set; }
    public required string Text { get; set; }
    public required string Highlights { get; set; }
    public required string UtteranceIds { get; set; }
    public long StartMs { get; set; }
    public long EndMs { get; set; }
    public DateTimeOffset RaisedAt { get; set; }
    public required string ModelVersion { get; set; }
    public required string PolicyVersion { get; set; }
    public bool IsHeld { get; set; }
    public DateTimeOffset? PlainSince { get; set; }
    public int Revisions { get; set; }
    public bool IsRepeated { get; set; }
}

/// <summary>How an alert looked from a moment on; replay shows the warning as it was, not as it ended.</summary>
internal sealed class AlertChangeRow
{
    public long Version { get; set; }
    public required string AlertId { get; set; }
    public long CallKey { get; set; }
    public DateTimeOffset At { get; set; }
    public Category Category { get; set; }
    public Severity Severity { get; set; }
    public Detection Detection { get; set; }
    public WorkState Work { get; set; }
    public string? By { get; set; }
    public string? Reason { get; set; }
}

internal sealed class LadderMoveRow
{
    public long Id { get; set; }
    public long CallKey { get; set; }
    public DateTimeOffset At { get; set; }
    public LadderStep From { get; set; }
    public LadderStep To { get; set; }
    public required string Rule { get; set; }
    public required string Because { get; set; }
    public required string UtteranceIds { get; set; }
    public required string PolicyVersion { get; set; }
    public required string ModelVersion { get; set; }
    public string? By { get; set; }
}

/// <summary>What there is to do about a call: the columns that are searched, and the whole as JSON.</summary>
internal sealed class IncidentRow
{
    public required string Id { get; set; }

    /// <summary>From the same count as the alerts' versions, and renewed on every change.</summary>
    public long Version { get; set; }
    public long CallKey { get; set; }
    public required string CallId { get; set; }
    public string? AgentId { get; set; }
    public string? Team { get; set; }
    public WorkState Work { get; set; }
    public Severity? Severity { get; set; }
    public bool Stands { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? RootCause { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary><see cref="IncidentState"/>.</summary>
    public required string State { get; set; }
}

/// <summary>What was done on a call, by a person or by the policy: what an audit reads.</summary>
internal sealed class CallActRow
{
    public long Id { get; set; }
    public long CallKey { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Kind { get; set; }
    public required string By { get; set; }
    public string? ById { get; set; }
    public string? Detail { get; set; }
    public string? AlertId { get; set; }
    public WorkState? From { get; set; }
    public WorkState? To { get; set; }
    public string? Reason { get; set; }

    /// <summary>How long an incident had waited for this look, and had been open when this closed it.</summary>
    public long? SeenAfterMs { get; set; }
    public long? ClosedAfterMs { get; set; }
}

/// <summary>A policy came into force, or one was refused: the audit of what calls were judged by.</summary>
internal sealed class PolicyChangeRow
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>What applies since; of a refused one, what stayed.</summary>
    public required string Version { get; set; }

    /// <summary>SHA-256 of the document in hex; null of a change from before hashes were kept, and where there was none to read.</summary>
    public string? Hash { get; set; }

    /// <summary>Who put it; null where the file changed or the server started.</summary>
    public string? By { get; set; }
    public string? ById { get; set; }

    /// <summary>Why it was refused, for administrators; null of one that came into force.</summary>
    public string? Refused { get; set; }
}
