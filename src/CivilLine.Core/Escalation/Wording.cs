using System.Globalization;
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

    public static string Headline(HeadlineTexts texts, Category category, Target target, int times)
    {
        var what = (category, target) switch
        {
            (Category.Swearing, Target.Agent) => texts.SwearingAtAgent,
            (Category.Swearing, _) => texts.Swearing,
            (Category.Threat, Target.Agent) => texts.ThreatAtAgent,
            (Category.Threat, _) => texts.Threat,
            (Category.Discrimination, _) => texts.Discrimination,
            (Category.Sexual, _) => texts.Sexual,
            (Category.Safeguarding, _) => texts.Safeguarding,
            _ => texts.Hostility,
        };
        return times switch
        {
            < 2 => what,
            2 => what + texts.Second,
            _ => what + texts.Further.Replace("{n}", times.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        };
    }
}
