using CivilLine.Scoring;

namespace CivilLine.Escalation.Documents;

internal static class CategoryShape
{
    private const double MostWeight = 10;

    private static readonly Section<TargetRule> At = new Section<TargetRule>("target")
        .Has("severity", "Exactly this severity: floor and ceiling at once.", new Choice<Severity>(),
            rule => rule.Floor ?? default, (rule, severity) => rule with { Floor = severity, Ceiling = severity })
        .Has("floor", "The least severity.", new Choice<Severity>(), rule => rule.Floor ?? default, (rule, floor) => rule with { Floor = floor })
        .Has("ceiling", "The most severity.", new Choice<Severity>(), rule => rule.Ceiling ?? default, (rule, ceiling) => rule with { Ceiling = ceiling })
        .Has("weight", "How much a breach weighs on the ladder, times the points of its severity.", new Number(0, MostWeight),
            rule => rule.Weight ?? 1, (rule, weight) => rule with { Weight = weight });

    private static readonly Section<CategoryRule> Rule = new Section<CategoryRule>("category")
        .Has("severity", "Exactly this severity: floor and ceiling at once.", new Choice<Severity>(),
            rule => rule.Floor, (rule, severity) => rule with { Floor = severity, Ceiling = severity })
        .Has("floor", "The least severity it has wherever it applies.", new Choice<Severity>(), rule => rule.Floor, (rule, floor) => rule with { Floor = floor })
        .Has("ceiling", "The most severity it can have by itself.", new Choice<Severity>(), rule => rule.Ceiling, (rule, ceiling) => rule with { Ceiling = ceiling })
        .Has("weight", "How much a breach weighs on the ladder, times the points of its severity; 0 keeps it off the ladder.", new Number(0, MostWeight),
            rule => rule.Weight, (rule, weight) => rule with { Weight = weight })
        .Has("alerts", "Whether supervisors are alerted.", new Flag(), rule => rule.Alerts, (rule, alerts) => rule with { Alerts = alerts })
        .Has("alertsFrom", "The severity from which they are.", new Choice<Severity>(), rule => rule.AlertsFrom, (rule, from) => rule with { AlertsFrom = from })
        .Has("threshold", "A score used instead of the model's own threshold; never below what the model's second stage is asked from.",
            new Number(0, 1, isAbove: true), rule => rule.Threshold ?? 0, (rule, threshold) => rule with { Threshold = (float)threshold })
        .Has("at", "What is otherwise where it is aimed at somebody in particular.", new Keyed<Target, TargetRule>(At, () => new TargetRule()),
            rule => rule.At ?? new Dictionary<Target, TargetRule>(), (rule, at) => rule with { At = at });

    public static readonly Keyed<Category, CategoryRule> All = new(Rule, () => new CategoryRule());
}
