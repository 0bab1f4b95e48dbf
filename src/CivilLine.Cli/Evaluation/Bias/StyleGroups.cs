namespace CivilLine.Cli.Evaluation.Bias;

/// <summary>Which of the corpus's styles make up each group of speakers that the bias table looks at.</summary>
internal static class StyleGroups
{
    public static readonly IReadOnlyList<(string Group, IReadOnlyList<string> Styles)> All =
    [
        ("AAVE", ["aave"]),
        ("Indian English", ["indian-english", "pakistani-english", "bangladeshi-english", "srilankan-english", "bengali-english"]),
        ("Scots", ["scottish", "scots", "glaswegian"]),
        ("Irish", ["irish", "northern-irish"]),
        ("non-native",
        [
            "nonnative", "non-native", "turkish", "polish", "french", "spanish", "german", "italian", "russian", "brazilian", "ukrainian",
            "portuguese", "romanian", "arabic-speaker", "chinese-speaker", "japanese-speaker", "korean-speaker", "spanish-accent",
            "polish-accent", "french-accent", "chinese-accent", "arabic-accent", "german-accent", "somali-accent", "african-accent",
        ]),
        ("elderly", ["elderly", "elderly-caller", "retiree"]),
    ];

    /// <param name="style">As the corpus writes it: one or more, commas or spaces between.</param>
    public static IEnumerable<string> Of(string style)
    {
        var parts = style.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return All.Where(group => parts.Any(group.Styles.Contains)).Select(group => group.Group);
    }
}
