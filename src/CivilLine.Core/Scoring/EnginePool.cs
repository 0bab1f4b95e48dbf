using System.Collections.Concurrent;
using CivilLine.Scoring.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CivilLine.Scoring;

/// <summary>
/// Prediction engines for rent. One engine shared by threads returns wrong scores without throwing,
/// so each is used by one caller at a time, together with its own buffers.
/// </summary>
internal sealed class EnginePool(MLContext context, ITransformer model) : IDisposable
{
    private readonly ConcurrentQueue<Engine> _idle = new();

    public Engine Rent() => _idle.TryDequeue(out var engine)
        ? engine
        : new Engine(context.Model.CreatePredictionEngine<FeatureRow, MarginRow>(model));

    public void Return(Engine engine) => _idle.Enqueue(engine);

    public void Dispose()
    {
        while (_idle.TryDequeue(out var engine))
            engine.Dispose();
    }

    internal sealed class Engine(PredictionEngine<FeatureRow, MarginRow> inner) : IDisposable
    {
        private readonly FeatureRow _row = new();
        private MarginRow _margins = new();

        public FeatureBuffer Features { get; } = new();

        /// <summary>The margins of all heads for what <see cref="Features"/> holds; valid until the next call.</summary>
        public ReadOnlySpan<float> Predict()
        {
            _row.Set(Features);
            inner.Predict(_row, ref _margins);
            return _margins.Margins.GetValues();
        }

        public void Dispose() => inner.Dispose();

    }
}

/// <summary>What the ML.NET pipeline writes: a margin for each head.</summary>
internal sealed class MarginRow
{
    public VBuffer<float> Margins { get; set; }
}
