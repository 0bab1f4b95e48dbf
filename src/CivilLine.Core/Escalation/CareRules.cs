namespace CivilLine.Escalation;

/// <summary>
/// From how much in one shift a policy suggests a break. Each is a reason of its own, nothing is added up, and 0 takes a
/// reason away.
/// </summary>
public sealed record CareRules
{
    /// <summary>Critical moments aimed at the agent.</summary>
    public int BreakAfterCritical { get; init; } = 1;

    /// <summary>Serious ones.</summary>
    public int BreakAfterSerious { get; init; } = 3;

    /// <summary>Time on calls that had such a moment.</summary>
    public TimeSpan BreakAfterHardTime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Hard calls that the agent or a supervisor ended.</summary>
    public int BreakAfterCallsEnded { get; init; } = 1;

    /// <summary>After how long supervisors are told once more of a request for a break that nobody answered; null for never.</summary>
    public TimeSpan? BreakReminder { get; init; }
}
