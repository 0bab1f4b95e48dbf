using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Speech;

/// <summary>Remembers what was scored within one call: a window reads the same joined texts again and again. For one thread.</summary>
internal sealed class MemoScorer(IToxicityScorer inner) : IToxicityScorer
{
    private readonly Dictionary<(string Text, int Masks), Assessment> _known = [];

    public ModelInfo Model => inner.Model;

    public Assessment Score(NormalizedText text)
    {
        if (!_known.TryGetValue((text.Text, text.Masks), out var said))
            _known[(text.Text, text.Masks)] = said = inner.Score(text);
        return said;
    }

    /// <summary>Nothing: highlights cost many scores with a second stage, and no count depends on them.</summary>
    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => [];
}
