using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>
/// A model that knows the phrases written here, so that a test says by its words what is to happen; everything else is
/// nothing. "bloody hell" is worth no alert.
/// </summary>
internal sealed class ScriptedScorer : IToxicityScorer
{
    public const string Threat = "i will kill you";
    public const string Insult = "you idiot";
    public const string Harmless = "i would like to pay my bill";

    private static readonly (string Words, Category Category, Severity Severity)[] Script =
    [
        ("kill you", Category.Threat, Severity.Critical),
        ("going to kill", Category.Threat, Severity.Serious),
        ("useless cow", Category.Hostility, Severity.Serious),
        ("stupid", Category.Hostility, Severity.Caution),
        ("you idiot", Category.Hostility, Severity.Serious),
        ("bloody hell", Category.Swearing, Severity.Info),
    ];

    public ModelInfo Model { get; } = new("scripted-1", "none");

    public Assessment Score(NormalizedText text)
    {
        var scores = default(CategoryScores);
        var categories = CategorySet.Empty;
        Severity? severity = null;
        foreach (var (words, category, strength) in Script)
        {
            if (!Says(text, words))
                continue;
            scores[category] = 0.95f;
            categories = categories.With(category);
            severity = severity > strength ? severity : strength;
        }
        return new Assessment(scores, categories, severity, severity is null ? Target.None : Target.Agent);
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category)
    {
        foreach (var (words, of, _) in Script)
            if (of == category && text.Shown.IndexOf(words, StringComparison.OrdinalIgnoreCase) is >= 0 and var start)
                return [new Highlight(start, words.Length, 1)];
        return [];
    }

    // "going to kill this subscription" is the idiom: nothing is left of it.
    private static bool Says(NormalizedText text, string words) =>
        text.Text.Contains(words, StringComparison.Ordinal) && !text.Text.Contains("kill this", StringComparison.Ordinal);
}
