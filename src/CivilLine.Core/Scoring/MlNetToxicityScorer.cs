using CivilLine.Scoring.Features;
using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>Scores through pooled ML.NET prediction engines.</summary>
internal sealed class MlNetToxicityScorer(EnginePool engines, HeadSet heads, LinearWeights weights, ModelInfo model)
    : IToxicityScorer
{
    public ModelInfo Model => model;

    public Assessment Score(NormalizedText text)
    {
        var engine = engines.Rent();
        Featurizer.Extract(text, engine.Features);
        var assessment = heads.Judge(engine.Predict());
        engines.Return(engine);
        return assessment;
    }

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category)
    {
        var engine = engines.Rent();
        Featurizer.Extract(text, engine.Features);
        var highlights = Explanation.Of(text, engine.Features, weights, (int)category);
        engines.Return(engine);
        return highlights;
    }
}
