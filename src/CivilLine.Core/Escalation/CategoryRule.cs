using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>What a policy makes of one category.</summary>
/// <param name="Floor">The least severity it has wherever it applies.</param>
/// <param name="Ceiling">The most it can have by itself: an obscenity alone is never critical, however it is said.</param>
/// <param name="Weight">How much a breach of it weighs on the ladder; 0 keeps it off.</param>
/// <param name="Alerts">Whether supervisors are alerted.</param>
/// <param name="AlertsFrom">The severity from which they are.</param>
/// <param name="Threshold">A score in (0, 1] used instead of the model's own; null for the model's own.</param>
public sealed record CategoryRule(
    Severity Floor = Severity.Info,
    Severity Ceiling = Severity.Critical,
    double Weight = 1,
    bool Alerts = true,
    Severity AlertsFrom = Severity.Caution,
    float? Threshold = null);
