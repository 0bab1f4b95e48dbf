using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>A scorer that tells where it draws its lines: what review looks at to find the texts worth a person's time.</summary>
public interface IStagedScorer : IToxicityScorer
{
    /// <summary>The probability from which <paramref name="category"/> applies.</summary>
    float Threshold(Category category);

    /// <summary>What the first stage says alone; the same as the score where there is one stage.</summary>
    Assessment FirstStage(NormalizedText text);
}
