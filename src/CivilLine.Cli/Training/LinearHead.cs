using CivilLine.Scoring.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CivilLine.Cli.Training;

/// <summary>One trained head: ML.NET's transformer and, for scoring many folds quickly, its weights.</summary>
internal sealed class LinearHead
{
    private readonly float[] _weights;
    private readonly float _bias;

    private LinearHead(BinaryPredictionTransformer<LinearBinaryModelParameters> transformer)
    {
        Transformer = transformer;
        _weights = [.. transformer.Model.Weights];
        _bias = transformer.Model.Bias;
    }

    public BinaryPredictionTransformer<LinearBinaryModelParameters> Transformer { get; }

    public float Margin(Example example)
    {
        var margin = _bias;
        for (var i = 0; i < example.Indices.Length; i++)
            margin += _weights[example.Indices[i]] * example.Values[i];
        return margin;
    }

    public static LinearHead Train(IEnumerable<(Example Example, bool Label, float Weight)> rows, TrainSettings settings)
    {
        // A context of its own and one thread: the head is then the same however many are trained at once.
        var context = new MLContext(settings.Seed);
        var data = context.Data.LoadFromEnumerable(rows.Select(row => new Row
        {
            Features = new VBuffer<float>(FeatureHash.Buckets, row.Example.Indices.Length, row.Example.Values, row.Example.Indices),
            Label = row.Label,
            Weight = row.Weight,
        }).ToArray());
        var trainer = context.BinaryClassification.Trainers.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options
        {
            FeatureColumnName = nameof(Row.Features),
            LabelColumnName = nameof(Row.Label),
            ExampleWeightColumnName = nameof(Row.Weight),
            LossFunction = new LogLoss(),
            L1Regularization = settings.L1,
            L2Regularization = settings.L2,
            NumberOfThreads = 1,
            MaximumNumberOfIterations = settings.Epochs,
            ConvergenceTolerance = 0.01f,
        });
        return new LinearHead(trainer.Fit(data));
    }

    private sealed class Row
    {
        [VectorType(FeatureHash.Buckets)]
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }

        public float Weight { get; set; }
    }
}

internal sealed record TrainSettings(int Seed, float L1, float L2, int Epochs, int Workers);
