using Microsoft.ML.OnnxRuntime;

namespace CivilLine.Scoring.SecondStage;

/// <summary>Buffers of one run at a time, bound once for each number of pieces, so that a warm run allocates next to nothing.</summary>
internal sealed class OnnxRun(InferenceSession session, OnnxNames names, int mostPieces, int labels) : IDisposable
{
    private readonly long[] _ids = new long[mostPieces];
    private readonly long[] _ones = [.. Enumerable.Repeat(1L, mostPieces)];
    private readonly long[] _zeros = new long[mostPieces];
    private readonly float[] _logits = new float[labels];
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding?[] _bindings = new OrtIoBinding?[mostPieces + 1];
    private readonly List<OrtValue> _values = [];

    public void Logits(ReadOnlySpan<long> ids, Span<float> logits)
    {
        ids.CopyTo(_ids);
        session.RunWithBinding(_options, _bindings[ids.Length] ??= Bind(ids.Length));
        _logits.CopyTo(logits);
    }

    public void Dispose()
    {
        foreach (var binding in _bindings)
            binding?.Dispose();
        foreach (var value in _values)
            value.Dispose();
        _options.Dispose();
    }

    private OrtIoBinding Bind(int pieces)
    {
        var binding = session.CreateIoBinding();
        binding.BindInput(names.Ids, Tensor(_ids, pieces));
        if (names.Mask is not null)
            binding.BindInput(names.Mask, Tensor(_ones, pieces));
        if (names.Types is not null)
            binding.BindInput(names.Types, Tensor(_zeros, pieces));
        binding.BindOutput(names.Logits, Tensor(_logits, labels));
        return binding;
    }

    private OrtValue Tensor<T>(T[] buffer, int length)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), [1, length]);
        _values.Add(value);
        return value;
    }
}
