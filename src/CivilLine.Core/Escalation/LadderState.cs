namespace CivilLine.Escalation;

/// <summary>Where a call stands on the ladder and why; serialisable, so that a grain can be rebuilt.</summary>
/// <param name="Since">When this step was reached; null while calm from the start.</param>
/// <param name="Rule">The rule of the policy that led here.</param>
/// <param name="Frozen">Safeguarding holds the ladder: no step is taken and ending the call is not offered.</param>
/// <param name="WarnedAt">When the last warning was spoken or confirmed: what "may end" is earned by.</param>
/// <param name="BreachesSinceWarning">How often the policy was broken since.</param>
/// <param name="LastBreachAt">What decay is measured from.</param>
/// <param name="Points">Weighed breaches that have not decayed.</param>
/// <param name="Cause">What led here; null while calm from the start.</param>
/// <param name="Awaits">The step that a supervisor was asked to agree to; null where none was.</param>
public sealed record LadderState(
    LadderStep Step,
    DateTimeOffset? Since = null,
    string? Rule = null,
    bool Frozen = false,
    DateTimeOffset? WarnedAt = null,
    int BreachesSinceWarning = 0,
    DateTimeOffset? LastBreachAt = null,
    double Points = 0,
    LadderCause? Cause = null,
    LadderStep? Awaits = null)
{
    public static readonly LadderState Calm = new(LadderStep.Calm);
}

/// <summary>What led to a step, in words and in evidence.</summary>
/// <param name="By">The person who did; null where it was said in the call.</param>
public sealed record LadderCause(string Because, IReadOnlyList<string> UtteranceIds, string PolicyVersion, string? By = null)
{
    public bool Equals(LadderCause? other) =>
        other is not null && (Because, PolicyVersion, By) == (other.Because, other.PolicyVersion, other.By)
        && UtteranceIds.SequenceEqual(other.UtteranceIds);

    public override int GetHashCode() => HashCode.Combine(Because, PolicyVersion, By, UtteranceIds.Count);
}

/// <summary>One decision of the ladder: what moved, by which rule, policy and model, on which evidence.</summary>
public sealed record LadderMove(
    DateTimeOffset At,
    LadderStep From,
    LadderStep To,
    string Rule,
    string Because,
    IReadOnlyList<string> UtteranceIds,
    string PolicyVersion,
    string ModelVersion,
    string? By = null);
