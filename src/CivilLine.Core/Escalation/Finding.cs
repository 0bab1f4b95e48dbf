using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>What a policy sees in an assessment: one principal category, its severity and whether it alerts.</summary>
internal readonly record struct Finding(Category Category, Severity Severity, float Score, Target Target, bool Alerts)
{
    public static Finding? Of(Assessment assessment, Policy policy)
    {
        Finding? principal = null;
        for (var category = (Category)0; (int)category < CategoryScores.Length; category++)
        {
            var rule = policy.RuleFor(category);
            var score = assessment.Scores[category];
            if (rule.Threshold is { } threshold ? score < threshold : !assessment.Categories.Contains(category))
                continue;
            var found = Judge(category, rule, score, assessment);
            if (principal is null || found.Outranks(principal.Value))
                principal = found;
        }

        return principal;
    }

    private static Finding Judge(Category category, CategoryRule rule, float score, Assessment assessment)
    {
        var severity = rule.Bound(assessment.Severity ?? Severity.Caution, assessment.Target);
        return new Finding(category, severity, score, assessment.Target, rule.Alerts && severity >= rule.AlertsFrom);
    }

    private bool Outranks(Finding other) =>
        (Alerts, Severity, IsAboutSafety, Score).CompareTo((other.Alerts, other.Severity, other.IsAboutSafety, other.Score)) > 0;

    // Between equals, danger goes before the obscenity that it came with.
    private int IsAboutSafety => Category switch { Category.Safeguarding => 2, Category.Threat => 1, _ => 0 };
}
