namespace CivilLine.Scoring;

/// <summary>What a category allows a severity to be, whatever the severity heads say.</summary>
internal static class SeverityRules
{
    private static readonly CategorySet Grave =
        CategorySet.Empty.With(Category.Threat).With(Category.Safeguarding);

    private static readonly CategorySet AtLeastCaution =
        CategorySet.Empty.With(Category.Discrimination).With(Category.Sexual).With(Category.Escalation);

    public static Severity Bound(Severity severity, CategorySet categories)
    {
        if ((categories.Bits & Grave.Bits) != 0)
            return (Severity)Math.Max((int)severity, (int)Severity.Serious);
        // Only harm to a body is critical, and pressure on the company alone is never more than a caution.
        if (categories == CategorySet.Empty.With(Category.Escalation))
            return Severity.Caution;
        var least = (categories.Bits & AtLeastCaution.Bits) != 0 ? Severity.Caution : Severity.Info;
        return (Severity)Math.Clamp((int)severity, (int)least, (int)Severity.Serious);
    }
}
