using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Review.WhatIf;

/// <summary>Asks a model once for each text of a call, however often the call is decided. Used by one thread.</summary>
internal sealed class OnceScorer(IToxicityScorer scorer) : IToxicityScorer
{
    private readonly Dictionary<string, Assessment> _known = new(StringComparer.Ordinal);

    public ModelInfo Model => scorer.Model;

    public bool IsSlow => scorer.IsSlow;

    public float LeastThreshold(Category category) => scorer.LeastThreshold(category);

    public Assessment Score(NormalizedText text)
    {
        if (!_known.TryGetValue(text.Text, out var assessment))
            _known[text.Text] = assessment = scorer.Score(text);
        return assessment;
    }

    /// <summary>None: which words weighed most changes no decision and costs many scores.</summary>
    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => [];

    public void Forget() => _known.Clear();
}
