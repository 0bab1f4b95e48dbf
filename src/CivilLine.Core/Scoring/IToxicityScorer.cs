using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>Scores normalised text. Safe to call from many threads at once.</summary>
public interface IToxicityScorer
{
    ModelInfo Model { get; }

    /// <summary>Whether a score may take a millisecond of the CPU, which belongs on a thread that others do not wait for.</summary>
    bool IsSlow => false;

    /// <summary>The least threshold that a policy may set: below it, the second stage is not asked and nothing would be found.</summary>
    float LeastThreshold(Category category) => 0f;

    Assessment Score(NormalizedText text);

    /// <summary>The words of the shown text that carried <paramref name="category"/>, strongest evidence only, in order.</summary>
    IReadOnlyList<Highlight> Explain(NormalizedText text, Category category);

    /// <summary>The same from the first stage alone, at once, where it names the category too: enough for words that are still being said.</summary>
    IReadOnlyList<Highlight> ExplainQuickly(NormalizedText text, Category category) => Explain(text, category);
}
