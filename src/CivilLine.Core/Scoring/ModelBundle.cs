using System.Security.Cryptography;
using System.Text.Json;
using CivilLine.Transcripts;
using Microsoft.ML;

namespace CivilLine.Scoring;

/// <summary>A trained model as shipped: a folder with model.zip, card.json and vectors.json.</summary>
public sealed class ModelBundle
{
    internal const string ModelFile = "model.zip";
    internal const string CardFile = "card.json";
    internal const string VectorsFile = "vectors.json";

    /// <summary>How far a golden vector's score may lie from the one on record.</summary>
    private const float Tolerance = 1e-5f;

    private readonly HeadSet _heads;

    private ModelBundle(MLContext context, ITransformer model, ModelCard card)
    {
        Card = card;
        Info = new ModelInfo(card.Version, card.Thresholds);
        _heads = new HeadSet(card.Heads);
        var weights = LinearWeights.From(model, _heads);
        Scorer = new LinearToxicityScorer(_heads, weights, Info);
        Reference = new MlNetToxicityScorer(new EnginePool(context, model), _heads, weights, Info);
    }

    public ModelInfo Info { get; }

    /// <summary>Scores with the model's weights directly; equal to <see cref="Reference"/> on every golden vector.</summary>
    public IToxicityScorer Scorer { get; }

    /// <summary>Scores through ML.NET, with a prediction engine for each caller.</summary>
    public IToxicityScorer Reference { get; }

    internal ModelCard Card { get; }

    /// <summary>The probability from which <paramref name="category"/> applies.</summary>
    public float Threshold(Category category) => _heads.Threshold(category);

    /// <summary>Reads and checks a bundle: the hash of model.zip, the thresholds' name and every golden vector.</summary>
    /// <exception cref="InvalidDataException">The bundle is incomplete, altered, or scores otherwise than when it was trained.</exception>
    public static ModelBundle Load(string directory)
    {
        var card = Read<ModelCard>(directory, CardFile);
        if (card.FeatureVersion != ModelCard.CurrentFeatureVersion)
            throw Refused(directory, $"it was trained on features of version {card.FeatureVersion}, this program computes version {ModelCard.CurrentFeatureVersion}");
        var bytes = File.Exists(Path.Combine(directory, ModelFile))
            ? File.ReadAllBytes(Path.Combine(directory, ModelFile))
            : throw Refused(directory, $"{ModelFile} is missing");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (sha256 != card.ModelSha256)
            throw Refused(directory, $"{ModelFile} has SHA-256 {sha256}, {CardFile} names {card.ModelSha256}");
        if (HeadSet.Hash(card.Heads) != card.Thresholds)
            throw Refused(directory, $"the thresholds in {CardFile} hash to {HeadSet.Hash(card.Heads)}, not to the name they carry, {card.Thresholds}");

        var context = new MLContext(card.Seed);
        using var stream = new MemoryStream(bytes);
        var model = context.Model.Load(stream, out _);
        var bundle = Create(context, model, card);
        bundle.Check(directory, Read<GoldenVector[]>(directory, VectorsFile));
        return bundle;
    }

    internal static ModelBundle Create(MLContext context, ITransformer model, ModelCard card) => new(context, model, card);

    private void Check(string directory, GoldenVector[] vectors)
    {
        if (vectors.Length == 0)
            throw Refused(directory, $"{VectorsFile} holds no golden vectors");
        foreach (var vector in vectors)
        {
            var text = Normalizer.Normalize(vector.Text);
            Check(directory, vector, Reference.Score(text).Scores, "ML.NET");
            Check(directory, vector, Scorer.Score(text).Scores, "the direct path");
        }
    }

    private static void Check(string directory, GoldenVector vector, CategoryScores scores, string by)
    {
        for (var i = 0; i < CategoryScores.Length; i++)
        {
            if (!(Math.Abs(scores[i] - vector.Scores[i]) <= Tolerance))
                throw Refused(directory, $"golden vector \"{vector.Text}\" scores {scores[i]:R} for {HeadNames.Categories[i]} by {by} instead of {vector.Scores[i]:R}");
        }
    }

    private static T Read<T>(string directory, string file)
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path))
            throw Refused(directory, $"{file} is missing");
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), ModelCard.Json)
                ?? throw Refused(directory, $"{file} is empty");
        }
        catch (JsonException error)
        {
            throw Refused(directory, $"{file} cannot be read: {error.Message}");
        }
    }

    private static InvalidDataException Refused(string directory, string why) =>
        new($"The model in {directory} is refused: {why}.");
}
