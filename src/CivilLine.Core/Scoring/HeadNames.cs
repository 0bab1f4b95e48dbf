namespace CivilLine.Scoring;

/// <summary>The model's heads in their order: the categories, how strong, at whom.</summary>
public static class HeadNames
{
    /// <summary>Wire names of the categories, in the order of <see cref="Category"/>.</summary>
    public static readonly IReadOnlyList<string> Categories =
        ["swearing", "threat", "hostility", "discrimination", "sexual", "safeguarding", "escalation"];

    internal static readonly IReadOnlyList<string> Severities = ["atLeastCaution", "atLeastSerious", "critical"];

    internal static readonly IReadOnlyList<(string Name, Target Target)> Targets =
    [
        ("atAgent", Target.Agent),
        ("atCompany", Target.Company),
        ("atSituation", Target.Situation),
        ("atThirdParty", Target.ThirdParty),
    ];

    internal static readonly IReadOnlyList<string> All =
        [.. Categories, .. Severities, .. Targets.Select(target => target.Name)];

    internal const int SeverityAt = CategoryScores.Length;

    internal const int TargetAt = SeverityAt + 3;

    public static string Of(Category category) => Categories[(int)category];

    public static bool TryParse(string name, out Category category)
    {
        for (var i = 0; i < Categories.Count; i++)
        {
            if (Categories[i] == name)
            {
                category = (Category)i;
                return true;
            }
        }
        category = default;
        return false;
    }
}
