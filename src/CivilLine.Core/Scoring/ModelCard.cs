using System.Text.Json;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Scoring;

/// <summary>How a head's margin becomes a probability, and from where on it counts.</summary>
/// <param name="Slope">Probability = 1 / (1 + e^-(slope · margin + offset)).</param>
/// <param name="Threshold">Smallest probability at which the head says yes.</param>
internal sealed record HeadCard(string Name, float Slope, float Offset, float Threshold);

/// <summary>What a bundle says of itself in card.json; what scoring needs comes first.</summary>
/// <param name="ModelSha256">Lower-case hex of model.zip.</param>
/// <param name="Thresholds">Short hash of the one set of calibrations and thresholds, second stage included.</param>
/// <param name="SecondStage">Null where the linear model answers alone.</param>
internal sealed record ModelCard(
    string Version,
    string Language,
    int FeatureVersion,
    string ModelSha256,
    string Thresholds,
    IReadOnlyList<HeadCard> Heads,
    int Seed,
    IReadOnlyDictionary<string, int> TrainedOn,
    JsonElement? Figures = null,
    SecondStageCard? SecondStage = null)
{
    /// <summary>Grows with every change of what <see cref="Features.Featurizer"/> computes.</summary>
    public const int CurrentFeatureVersion = 3;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The same, on one line.</summary>
    public static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);
}

/// <summary>One golden vector: what the model said of a text when it was trained.</summary>
/// <param name="Scores">Of the linear model.</param>
/// <param name="SecondStage">Of both stages, the second asked whatever the first says; null where there is one stage.</param>
/// <param name="Categories">What both stages together say, and <paramref name="Severity"/>.</param>
internal sealed record GoldenVector(
    string Text, float[] Scores, string[] Categories, string? Severity, float[]? SecondStage = null);
