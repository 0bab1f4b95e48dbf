using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;

namespace CivilLine.Scoring.SecondStage;

/// <summary>
/// A sequence classifier in ONNX form. One session for all callers; each run is one text on the caller's own thread,
/// so that a text's logits are the same whatever else is being scored.
/// </summary>
internal sealed class OnnxEncoder : IDisposable
{
    /// <summary>Most pieces that a text is read in.</summary>
    public const int MostPieces = 128;

    private readonly ConcurrentQueue<OnnxRun> _idle = new();
    private readonly InferenceSession _session;
    private readonly OnnxNames _names;

    /// <param name="model">The bytes of the ONNX file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX model, or one with other inputs or another output.</exception>
    public OnnxEncoder(byte[] model, OnnxNames names, int labels)
    {
        _names = names;
        Labels = labels;
        _session = Open(model);
        try
        {
            names.Check(_session, labels);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public int Labels { get; }

    /// <param name="ids">1 to <see cref="MostPieces"/> pieces.</param>
    /// <param name="logits">As many as there are labels.</param>
    public void Logits(ReadOnlySpan<long> ids, Span<float> logits)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ids.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Length, MostPieces);
        var run = _idle.TryDequeue(out var idle) ? idle : new OnnxRun(_session, _names, MostPieces, Labels);
        run.Logits(ids, logits);
        _idle.Enqueue(run);
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var run))
            run.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Open(byte[] model)
    {
        using var options = new SessionOptions
        {
            // A second thread would share the work of one short text badly and take the time of other calls.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"it is no ONNX model that can be run: {error.Message}", error);
        }
    }
}
