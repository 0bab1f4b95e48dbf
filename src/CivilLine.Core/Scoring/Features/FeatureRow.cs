using Microsoft.ML.Data;

namespace CivilLine.Scoring.Features;

/// <summary>What the ML.NET pipeline reads: one sparse vector.</summary>
internal sealed class FeatureRow
{
    private int[] _indices = [];
    private float[] _values = [];
    private int[] _keys = [];

    [VectorType(FeatureHash.Buckets)]
    public VBuffer<float> Features { get; set; }

    /// <summary>Sorts and adds up the buckets, as ML.NET's sparse vectors must be.</summary>
    public void Set(FeatureBuffer features)
    {
        if (_indices.Length < features.Count)
        {
            _indices = new int[features.Count * 2];
            _values = new float[features.Count * 2];
            _keys = new int[features.Count * 2];
        }
        features.Indices.CopyTo(_keys);
        features.Values.CopyTo(_values);
        _keys.AsSpan(0, features.Count).Sort(_values.AsSpan(0, features.Count));
        var count = 0;
        for (var i = 0; i < features.Count; i++)
        {
            if (count > 0 && _indices[count - 1] == _keys[i])
            {
                _values[count - 1] += _values[i];
                continue;
            }
            _indices[count] = _keys[i];
            _values[count] = _values[i];
            count++;
        }
        Features = new VBuffer<float>(FeatureHash.Buckets, count, _values, _indices);
    }
}
