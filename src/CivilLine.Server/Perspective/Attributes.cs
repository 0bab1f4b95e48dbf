using CivilLine.Scoring;

namespace CivilLine.Perspective;

/// <summary>Perspective's attributes, and what each is of ours.</summary>
internal static class Attributes
{
    /// <summary>Anger at a company and talk of dying are none of Perspective's toxicity.</summary>
    private static readonly Category[] Toxic =
        [Category.Swearing, Category.Threat, Category.Hostility, Category.Discrimination, Category.Sexual];

    private static readonly OrderedDictionary<string, (Func<Assessment, float> Score, Category? Category)> All = new(StringComparer.Ordinal)
    {
        ["TOXICITY"] = (Toxicity, null),
        ["SEVERE_TOXICITY"] = (SevereToxicity, null),
        ["INSULT"] = One(Category.Hostility),
        ["PROFANITY"] = One(Category.Swearing),
        ["THREAT"] = One(Category.Threat),
        ["IDENTITY_ATTACK"] = One(Category.Discrimination),
        ["SEXUALLY_EXPLICIT"] = One(Category.Sexual),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>How one attribute is read from an assessment; null where there is none of this name.</summary>
    /// <param name="attribute">Also with <c>_EXPERIMENTAL</c>, which many clients still ask for.</param>
    public static Func<Assessment, float>? Of(string attribute) => All.GetValueOrDefault(NameOf(attribute)).Score;

    /// <summary>Which category an attribute is; null for those that say of several that one applies, and not which.</summary>
    public static Category? CategoryOf(string attribute) => All.GetValueOrDefault(NameOf(attribute)).Category;

    /// <summary>Without <c>_EXPERIMENTAL</c>.</summary>
    public static string NameOf(string attribute)
    {
        const string experimental = "_EXPERIMENTAL";
        return attribute.EndsWith(experimental, StringComparison.Ordinal) ? attribute[..^experimental.Length] : attribute;
    }

    private static (Func<Assessment, float> Score, Category? Category) One(Category category) =>
        (assessment => assessment.Scores[category], category);

    private static float Toxicity(Assessment assessment) => Toxic.Max(category => assessment.Scores[category]);

    // Our model judges strength by steps and not by a score of its own: what is not serious counts half.
    private static float SevereToxicity(Assessment assessment) =>
        assessment.Severity >= Severity.Serious ? Toxicity(assessment) : Toxicity(assessment) / 2;
}
