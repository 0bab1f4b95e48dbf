using CivilLine.Scoring;

namespace CivilLine.Perspective;

/// <summary>Perspective's attributes, and what each is of ours.</summary>
internal static class Attributes
{
    /// <summary>Anger at a company and talk of dying are none of Perspective's toxicity.</summary>
    private static readonly Category[] Toxic =
        [Category.Swearing, Category.Threat, Category.Hostility, Category.Discrimination, Category.Sexual];

    private static readonly Dictionary<string, Func<Assessment, float>> All = new(StringComparer.Ordinal)
    {
        ["TOXICITY"] = Toxicity,
        ["SEVERE_TOXICITY"] = SevereToxicity,
        ["INSULT"] = assessment => assessment.Scores[Category.Hostility],
        ["PROFANITY"] = assessment => assessment.Scores[Category.Swearing],
        ["THREAT"] = assessment => assessment.Scores[Category.Threat],
        ["IDENTITY_ATTACK"] = assessment => assessment.Scores[Category.Discrimination],
        ["SEXUALLY_EXPLICIT"] = assessment => assessment.Scores[Category.Sexual],
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>How one attribute is read from an assessment; null where there is none of this name.</summary>
    /// <param name="attribute">Also with <c>_EXPERIMENTAL</c>, which many clients still ask for.</param>
    public static Func<Assessment, float>? Of(string attribute)
    {
        const string experimental = "_EXPERIMENTAL";
        var name = attribute.EndsWith(experimental, StringComparison.Ordinal) ? attribute[..^experimental.Length] : attribute;
        return All.GetValueOrDefault(name);
    }

    private static float Toxicity(Assessment assessment) => Toxic.Max(category => assessment.Scores[category]);

    // Our model judges strength by steps and not by a score of its own: what is not serious counts half.
    private static float SevereToxicity(Assessment assessment) =>
        assessment.Severity >= Severity.Serious ? Toxicity(assessment) : Toxicity(assessment) / 2;
}
