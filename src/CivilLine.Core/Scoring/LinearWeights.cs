using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace CivilLine.Scoring;

/// <summary>
/// The weights of all heads, read out of the ML.NET model and laid side by side: one bucket's weights for
/// every head share a cache line, so that explaining and scoring need one look-up a feature.
/// </summary>
internal sealed class LinearWeights
{
    /// <summary>Heads rounded up to whole cache lines of floats.</summary>
    public const int Stride = 16;

    private readonly int[] _rows;
    private readonly float[] _weights;
    private readonly float[] _bias;

    private LinearWeights(int[] rows, float[] weights, float[] bias)
    {
        _rows = rows;
        _weights = weights;
        _bias = bias;
    }

    public ReadOnlySpan<float> Bias => _bias;

    /// <summary>The bucket's weights, one a head; empty where no head has any.</summary>
    public ReadOnlySpan<float> Row(int bucket) =>
        _rows[bucket] == 0 ? [] : _weights.AsSpan(_rows[bucket] * Stride, Stride);

    public static LinearWeights From(ITransformer model, HeadSet heads)
    {
        var linear = ((IEnumerable<ITransformer>)model)
            .OfType<ISingleFeaturePredictionTransformer<object>>()
            .Select(head => (LinearModelParameters)head.Model)
            .ToArray();
        if (linear.Length != heads.Heads.Count)
            throw new InvalidDataException($"The model has {linear.Length} linear heads, its card {heads.Heads.Count}.");

        var dense = linear.Select(head => head.Weights.ToArray()).ToArray();
        var rows = new int[Features.FeatureHash.Buckets];
        var kept = 0;
        for (var bucket = 0; bucket < rows.Length; bucket++)
        {
            if (Array.Exists(dense, weights => weights[bucket] != 0))
                rows[bucket] = ++kept;
        }
        var table = new float[(kept + 1) * Stride];
        for (var bucket = 0; bucket < rows.Length; bucket++)
        {
            for (var head = 0; head < dense.Length && rows[bucket] != 0; head++)
                table[rows[bucket] * Stride + head] = dense[head][bucket];
        }
        var bias = new float[Stride];
        for (var head = 0; head < linear.Length; head++)
            bias[head] = linear[head].Bias;
        return new LinearWeights(rows, table, bias);
    }
}
