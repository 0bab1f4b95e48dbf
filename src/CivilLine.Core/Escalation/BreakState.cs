namespace CivilLine.Escalation;

public enum BreakAnswer
{
    /// <summary>Yes, take it.</summary>
    Now,

    /// <summary>In a few minutes.</summary>
    Soon,
}

/// <summary>An agent asked for a break; the answer's members are null until a supervisor gives one.</summary>
/// <param name="WithdrawnAt">When the agent took it back, answered or not; another request may follow.</param>
/// <param name="RemindAt">When supervisors are told once more if nobody answers; null where the policy wants no reminder.</param>
public sealed record BreakState(
    DateTimeOffset AskedAt,
    string AskedBy,
    DateTimeOffset? RemindAt = null,
    BreakAnswer? Answer = null,
    string? AnsweredBy = null,
    DateTimeOffset? AnsweredAt = null,
    DateTimeOffset? WithdrawnAt = null);
