namespace CivilLine.Scoring;

/// <summary>What the monitor listens for. The order is that of the model's heads and of stored scores: append only.</summary>
public enum Category
{
    Swearing,
    Threat,
    Hostility,
    Discrimination,
    Sexual,
    Safeguarding,
    Escalation,
}

/// <summary>How strong; <see langword="null"/> where no category applies.</summary>
public enum Severity
{
    Info = 1,
    Caution = 2,
    Serious = 3,
    Critical = 4,
}

/// <summary>At whom it is aimed. <see cref="Agent"/> is the person on the line, whoever speaks.</summary>
public enum Target
{
    None,
    Agent,
    Company,
    ThirdParty,
    Situation,
    Self,
}
