using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>What a policy makes of one category.</summary>
/// <param name="Floor">The least severity it has wherever it applies.</param>
/// <param name="Ceiling">The most it can have by itself: an obscenity alone is never critical, however it is said.</param>
/// <param name="Weight">How much a breach of it weighs on the ladder; 0 keeps it off.</param>
/// <param name="Alerts">Whether supervisors are alerted.</param>
/// <param name="AlertsFrom">The severity from which they are.</param>
/// <param name="Threshold">A score in (0, 1] used instead of the model's own; null for the model's own.</param>
/// <param name="At">What is otherwise where it is aimed at somebody in particular; null where nothing is.</param>
public sealed record CategoryRule(
    Severity Floor = Severity.Info,
    Severity Ceiling = Severity.Critical,
    double Weight = 1,
    bool Alerts = true,
    Severity AlertsFrom = Severity.Caution,
    float? Threshold = null,
    IReadOnlyDictionary<Target, TargetRule>? At = null)
{
    internal Severity Bound(Severity severity, Target target)
    {
        var (floor, ceiling) = BoundsAt(target);
        return severity < floor ? floor : severity > ceiling ? ceiling : severity;
    }

    internal (Severity Floor, Severity Ceiling) BoundsAt(Target target) =>
        At is not null && At.TryGetValue(target, out var rule) ? (rule.Floor ?? Floor, rule.Ceiling ?? Ceiling) : (Floor, Ceiling);

    internal double WeightAt(Target target) =>
        At is not null && At.TryGetValue(target, out var rule) && rule.Weight is { } weight ? weight : Weight;
}

/// <summary>What a category's rule says otherwise of words aimed at one target; null where it says the same.</summary>
public sealed record TargetRule(Severity? Floor = null, Severity? Ceiling = null, double? Weight = null);
