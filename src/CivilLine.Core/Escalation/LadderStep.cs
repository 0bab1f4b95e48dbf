namespace CivilLine.Escalation;

/// <summary>The steps of the conduct ladder, lowest first. A person decides what to do on each.</summary>
public enum LadderStep
{
    Calm,
    Caution,
    Warn,
    FinalWarning,
    MayEnd,
}
