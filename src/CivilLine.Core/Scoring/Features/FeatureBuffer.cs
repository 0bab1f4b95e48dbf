namespace CivilLine.Scoring.Features;

/// <summary>
/// The features of one text: parallel runs of bucket, value and the span of the model's text each was read from.
/// A bucket may occur more than once; values add up. Reused, so that a warm one allocates nothing.
/// </summary>
internal sealed class FeatureBuffer
{
    private int[] _indices = new int[1024];
    private float[] _values = new float[1024];
    private (int Start, int End)[] _spans = new (int, int)[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    public ReadOnlySpan<(int Start, int End)> Spans => _spans.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(uint hash, float value, int start, int end)
    {
        if (Count == _indices.Length)
            Grow();
        _indices[Count] = FeatureHash.Bucket(hash);
        _values[Count] = value;
        _spans[Count] = (start, end);
        Count++;
    }

    /// <summary>Multiplies what was added from <paramref name="from"/> on.</summary>
    public void Scale(int from, float factor)
    {
        foreach (ref var value in _values.AsSpan(from, Count - from))
            value *= factor;
    }

    private void Grow()
    {
        Array.Resize(ref _indices, Count * 2);
        Array.Resize(ref _values, Count * 2);
        Array.Resize(ref _spans, Count * 2);
    }
}
