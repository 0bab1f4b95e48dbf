using CivilLine.Scoring;
using CivilLine.Telemetry;
using CivilLine.Transcripts;

namespace CivilLine.Calls;

/// <summary>Times every score.</summary>
internal sealed class TimedScorer(IToxicityScorer scorer, CivilLineMetrics metrics, TimeProvider time) : IToxicityScorer
{
    public ModelInfo Model => scorer.Model;

    public bool IsSlow => scorer.IsSlow;

    public float LeastThreshold(Category category) => scorer.LeastThreshold(category);

    public Assessment Score(NormalizedText text)
    {
        var start = time.GetTimestamp();
        var assessment = scorer.Score(text);
        metrics.Scored(time.GetElapsedTime(start));
        return assessment;
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => scorer.Explain(text, category);

    public IReadOnlyList<Highlight> ExplainQuickly(NormalizedText text, Category category) => scorer.ExplainQuickly(text, category);
}
