using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Escalation;

/// <summary>What is known of a call besides its words: the row the store keeps and a grain is rebuilt from.</summary>
public sealed record CallFacts
{
    public required string CallId { get; init; }
    public string? AgentId { get; init; }
    public string? Team { get; init; }
    public string? Queue { get; init; }
    public string? Language { get; init; }
    public string? Caller { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastHeardAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public CallParty? EndedBy { get; init; }
    public string? EndReason { get; init; }

    /// <summary>Who said that they ended the call; null where only the source told that it is over.</summary>
    public string? EndedByName { get; init; }

    /// <summary>Where the ladder stood when the call ended.</summary>
    public LadderStep? EndStep { get; init; }
    public Severity? PeakSeverity { get; init; }
    public LadderState Ladder { get; init; } = LadderState.Calm;
    public HelpState? Help { get; init; }

    /// <summary>What the agent asked for after this call; no part of what happened in it.</summary>
    public BreakState? Break { get; init; }

    /// <summary>What was not heard; null where nothing was ever numbered or left unread.</summary>
    public HeardState? Heard { get; init; }
}

public enum HelpResponse
{
    Listening,
    Joining,
    TakingOver,
}

/// <summary>The agent asked for help; <paramref name="How"/> and <paramref name="AnsweredBy"/> are null until somebody answers.</summary>
/// <param name="Escalation">How often it escalated because nobody answered.</param>
public sealed record HelpState(
    DateTimeOffset AskedAt,
    string AskedBy,
    HelpResponse? How = null,
    string? AnsweredBy = null,
    DateTimeOffset? AnsweredAt = null,
    int Escalation = 0,
    DateTimeOffset? EscalatedAt = null);

/// <summary>A fragment as it was accepted, with what the model says of it in its window.</summary>
/// <param name="Late">It came after the call's end, or long after words that were said after it.</param>
public sealed record ScoredFragment(Fragment Fragment, DateTimeOffset ReceivedAt, bool Late, Assessment Assessment)
{
    /// <summary>No model reads its language: that it has no scores says nothing about it.</summary>
    public bool Unscored { get; init; }

    /// <summary>The lowest number that any revision of the utterance came with; null where none has one.</summary>
    public long? Number { get; init; }
}
