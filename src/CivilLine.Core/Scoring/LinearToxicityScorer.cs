using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CivilLine.Scoring.Features;
using CivilLine.Transcripts;

namespace CivilLine.Scoring;

/// <summary>
/// Scores with the ML.NET model's own weights, all heads in one pass over the features. The bundle is refused at
/// loading if this differs from ML.NET on any golden vector.
/// </summary>
internal sealed class LinearToxicityScorer(HeadSet heads, LinearWeights weights, ModelInfo model) : IStagedScorer
{
    [ThreadStatic]
    private static FeatureBuffer? t_features;

    public ModelInfo Model => model;

    public HeadSet Heads => heads;

    public float Threshold(Category category) => heads.Threshold(category);

    public Assessment FirstStage(NormalizedText text) => Score(text);

    public Assessment Score(NormalizedText text)
    {
        Span<float> margins = stackalloc float[LinearWeights.Stride];
        Margins(text, margins);
        return heads.Judge(margins);
    }

    /// <param name="margins">One for each head, and room up to <see cref="LinearWeights.Stride"/>.</param>
    public void Margins(NormalizedText text, Span<float> margins) => Add(Extract(text), margins);

    public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) =>
        Explanation.Of(text, Extract(text), weights, (int)category);

    /// <summary>How much each of <paramref name="words"/> adds to the category's margin.</summary>
    public float[] Shares(NormalizedText text, List<(int Start, int End)> words, Category category) =>
        Explanation.Shares(words, Extract(text), weights, (int)category);

    /// <summary>A bucket's weights fill two vectors, so a feature costs one look-up and two multiplications.</summary>
    private void Add(FeatureBuffer features, Span<float> margins)
    {
        var indices = features.Indices;
        var values = features.Values;
        var low = Vector256.Create(weights.Bias);
        var high = Vector256.Create(weights.Bias[8..]);
        for (var i = 0; i < indices.Length; i++)
        {
            var row = weights.Row(indices[i]);
            if (row.IsEmpty)
                continue;
            ref var first = ref MemoryMarshal.GetReference(row);
            var value = Vector256.Create(values[i]);
            low += Vector256.LoadUnsafe(ref first) * value;
            high += Vector256.LoadUnsafe(ref first, 8) * value;
        }
        low.CopyTo(margins);
        high.CopyTo(margins[8..]);
    }

    private static FeatureBuffer Extract(NormalizedText text)
    {
        var features = t_features ??= new FeatureBuffer();
        Featurizer.Extract(text, features);
        return features;
    }
}
