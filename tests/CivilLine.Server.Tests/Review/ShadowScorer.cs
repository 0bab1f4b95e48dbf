using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Review;

/// <summary>A model that differs from the scripted one in three phrases; where it has a gate, it stands still until that is open.</summary>
internal sealed class ShadowScorer(ManualResetEventSlim? gate = null) : IToxicityScorer
{
    public const string Version = "shadow-1";

    private static readonly (string Words, Category Category, Severity Severity)[] Script =
    [
        ("kill you", Category.Threat, Severity.Critical),
        ("useless cow", Category.Hostility, Severity.Caution),
        ("muppet", Category.Hostility, Severity.Serious),
    ];

    public ModelInfo Model { get; } = new(Version, "none");

    public Assessment Score(NormalizedText text)
    {
        // Bounded, so that a test that fails before it opens the gate ends all the same.
        gate?.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        foreach (var (words, category, severity) in Script)
        {
            if (!text.Text.Contains(words, StringComparison.Ordinal))
                continue;
            var scores = default(CategoryScores);
            scores[category] = 0.95f;
            return new Assessment(scores, CategorySet.Empty.With(category), severity, Target.Agent);
        }
        return new Assessment(default, CategorySet.Empty, null, Target.None);
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => [];
}
