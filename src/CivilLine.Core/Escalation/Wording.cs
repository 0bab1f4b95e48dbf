using CivilLine.Scoring;

namespace CivilLine.Escalation;

/// <summary>Names of things as people read them.</summary>
internal static class Wording
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Caution => "caution",
        Severity.Serious => "serious",
        _ => "critical",
    };

    public static string Of(Category category) => category switch
    {
        Category.Swearing => "swearing",
        Category.Threat => "threat",
        Category.Hostility => "hostility",
        Category.Discrimination => "discrimination",
        Category.Sexual => "sexual remark",
        Category.Safeguarding => "safeguarding",
        _ => "escalation",
    };

    /// <summary>What happened, as conduct and never as a feeling.</summary>
    public static string Headline(Category category, Target target, int times)
    {
        var what = (category, target) switch
        {
            (Category.Swearing, Target.Agent) => "The caller swore at you",
            (Category.Swearing, _) => "The caller is swearing",
            (Category.Threat, Target.Agent) => "The caller made a threat against you",
            (Category.Threat, _) => "The caller made a threat",
            (Category.Discrimination, _) => "The caller made a discriminatory remark",
            (Category.Sexual, _) => "The caller made a sexual remark",
            (Category.Safeguarding, _) => "The caller may be in danger",
            _ => "The caller spoke to you abusively",
        };
        return times switch
        {
            < 2 => what,
            2 => what + ", the second breach in this call",
            _ => $"{what}, breach number {times} in this call",
        };
    }
}
