using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Escalation;

/// <summary>Scores by phrases, so that a test says in its own words what the model would have found.</summary>
internal sealed class PhraseScorer : IToxicityScorer
{
    private static readonly (string Phrase, Category[] Categories, Severity Severity, Target Target)[] Phrases =
    [
        ("kill this subscription", [], Severity.Info, Target.None),
        ("clown to be fair", [Category.Swearing], Severity.Caution, Target.Agent),
        ("bloody clown", [Category.Swearing, Category.Hostility], Severity.Serious, Target.Agent),
        ("kill you", [Category.Threat], Severity.Critical, Target.Agent),
        ("going to kill", [Category.Threat], Severity.Serious, Target.None),
        ("end it all tonight", [Category.Safeguarding], Severity.Critical, Target.Self),
        ("end it all", [Category.Safeguarding], Severity.Serious, Target.Self),
        ("to the papers", [Category.Escalation], Severity.Caution, Target.Company),
        ("fucking idiot", [Category.Swearing, Category.Hostility], Severity.Serious, Target.Agent),
        ("useless", [Category.Hostility], Severity.Caution, Target.Agent),
        ("shit phone", [Category.Swearing], Severity.Caution, Target.Company),
        ("damn", [Category.Swearing], Severity.Info, Target.None),
    ];

    public ModelInfo Model { get; } = new("phrases-1", "hash");

    /// <summary>How often an explanation was asked for.</summary>
    public int Explained { get; private set; }

    /// <summary>The same of words that are still being said, marked with a weight of a half.</summary>
    public int ExplainedQuickly { get; private set; }

    public Assessment Score(NormalizedText text)
    {
        foreach (var (phrase, categories, severity, target) in Phrases)
        {
            if (!text.Text.Contains(phrase, StringComparison.Ordinal))
                continue;
            var scores = default(CategoryScores);
            var set = CategorySet.Empty;
            foreach (var category in categories)
            {
                scores[category] = 0.9f;
                set = set.With(category);
            }

            return new Assessment(scores, set, set.IsEmpty ? null : severity, target);
        }

        return default;
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category)
    {
        Explained++;
        return Find(text, category, 1);
    }

    public IReadOnlyList<Highlight> ExplainQuickly(NormalizedText text, Category category)
    {
        ExplainedQuickly++;
        return Find(text, category, 0.5f);
    }

    private static IReadOnlyList<Highlight> Find(NormalizedText text, Category category, float weight)
    {
        foreach (var (phrase, categories, _, _) in Phrases)
        {
            var at = text.Text.IndexOf(phrase, StringComparison.Ordinal);
            if (at < 0 || !categories.Contains(category))
                continue;
            var (start, length) = text.ToShown(at, phrase.Length);
            return [new Highlight(start, length, weight)];
        }

        return [];
    }
}
