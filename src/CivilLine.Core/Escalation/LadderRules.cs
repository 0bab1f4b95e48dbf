namespace CivilLine.Escalation;

/// <summary>Who has to agree before the ladder goes up to a step.</summary>
public enum Agreement
{
    Nobody,
    Supervisor,
}

/// <summary>How breaches become steps, and how quiet takes them back. Points are in breaches of caution.</summary>
public sealed record LadderRules
{
    public double InfoPoints { get; init; } = 0.25;
    public double CautionPoints { get; init; } = 1;
    public double SeriousPoints { get; init; } = 2;
    public double CriticalPoints { get; init; } = 3;

    public double CautionAt { get; init; } = 1;
    public double WarnAt { get; init; } = 2;

    /// <summary>Breaches after a warning that the final warning needs; never less than one.</summary>
    public int FinalWarningBreaches { get; init; } = 1;

    /// <summary>Breaches after the last warning that the end of the call needs; never less than one.</summary>
    public int MayEndBreaches { get; init; } = 1;

    /// <summary>Points that a breach after a warning needs to count as one: a muttered "damn" is not.</summary>
    public double BreachAt { get; init; } = 1;

    /// <summary>Words aimed at nobody, the company or the situation weigh this much and never lead past caution.</summary>
    public double UndirectedWeight { get; init; } = 0.25;

    /// <summary>No second step sooner than this, so that one outburst cannot run up the ladder.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long each step holds: quiet of that length lowers the ladder by one.</summary>
    public TimeSpan CautionHolds { get; init; } = TimeSpan.FromMinutes(3);
    public TimeSpan WarnHolds { get; init; } = TimeSpan.FromMinutes(3);
    public TimeSpan FinalWarningHolds { get; init; } = TimeSpan.FromMinutes(3);
    public TimeSpan MayEndHolds { get; init; } = TimeSpan.FromMinutes(3);

    public TimeSpan PointsHalfLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Whether ending the call also asks that the final warning, and not only the first, was spoken.</summary>
    public bool FinalWarningMustBeSaid { get; init; } = true;

    /// <summary>Who must agree before breaches lead there. A warning that was said is a fact and waits for nobody.</summary>
    public Agreement FinalWarningAgreement { get; init; }
    public Agreement MayEndAgreement { get; init; }

    /// <summary>Whether an apology lowers the ladder by a step.</summary>
    public bool ApologyLowers { get; init; } = true;

    /// <summary>The share of the points that an apology leaves, 0 to 1.</summary>
    public double ApologyKeeps { get; init; } = 0.5;

    internal TimeSpan Holds(LadderStep step) => step switch
    {
        LadderStep.Caution => CautionHolds,
        LadderStep.Warn => WarnHolds,
        LadderStep.FinalWarning => FinalWarningHolds,
        _ => MayEndHolds,
    };

    internal Agreement AgreementFor(LadderStep step) => step switch
    {
        LadderStep.FinalWarning => FinalWarningAgreement,
        LadderStep.MayEnd => MayEndAgreement,
        _ => Agreement.Nobody,
    };
}
