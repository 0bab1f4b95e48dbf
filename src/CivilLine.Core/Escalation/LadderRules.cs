namespace CivilLine.Escalation;

/// <summary>How breaches become steps, and how quiet takes them back. Points are in breaches of caution.</summary>
public sealed record LadderRules
{
    public double InfoPoints { get; init; } = 0.25;
    public double CautionPoints { get; init; } = 1;
    public double SeriousPoints { get; init; } = 2;
    public double CriticalPoints { get; init; } = 3;

    public double CautionAt { get; init; } = 1;
    public double WarnAt { get; init; } = 2;

    /// <summary>Points that a breach after a warning needs to count as one: a muttered "damn" is not.</summary>
    public double BreachAt { get; init; } = 1;

    /// <summary>Words aimed at nobody, the company or the situation weigh this much and never lead past caution.</summary>
    public double UndirectedWeight { get; init; } = 0.25;

    /// <summary>No second step sooner than this, so that one outburst cannot run up the ladder.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Quiet time that lowers the ladder by one step.</summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan PointsHalfLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Whether ending the call also asks that the final warning, and not only the first, was spoken.</summary>
    public bool FinalWarningMustBeSaid { get; init; } = true;
}
