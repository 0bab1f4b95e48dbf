using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Live;

/// <summary>A model that knows four phrases, so that a test says by its words what is to happen.</summary>
internal sealed class PhraseScorer : IToxicityScorer
{
    private static readonly (string Phrase, Category Category, Severity Severity)[] Phrases =
    [
        ("kill you", Category.Threat, Severity.Critical),
        ("going to kill", Category.Threat, Severity.Serious),
        ("useless cow", Category.Hostility, Severity.Serious),
        ("stupid", Category.Hostility, Severity.Caution),
    ];

    public ModelInfo Model { get; } = new("phrases-1", "none");

    public Assessment Score(NormalizedText text)
    {
        // "going to kill … subscription" is the idiom: nothing is left of it.
        if (text.Text.Contains("kill this", StringComparison.Ordinal))
            return new Assessment(default, CategorySet.Empty, null, Target.None);
        foreach (var (phrase, category, severity) in Phrases)
        {
            if (!text.Text.Contains(phrase, StringComparison.Ordinal))
                continue;
            var scores = default(CategoryScores);
            scores[category] = 0.95f;
            return new Assessment(scores, CategorySet.Empty.With(category), severity, Target.Agent);
        }
        return new Assessment(default, CategorySet.Empty, null, Target.None);
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category)
    {
        foreach (var (phrase, known, _) in Phrases)
            if (known == category && text.Shown.IndexOf(phrase, StringComparison.Ordinal) is >= 0 and var at)
                return [new Highlight(at, phrase.Length, 1)];
        return [];
    }
}
