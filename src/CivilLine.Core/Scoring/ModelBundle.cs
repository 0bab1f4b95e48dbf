using System.Security.Cryptography;
using System.Text.Json;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;
using Microsoft.ML;

namespace CivilLine.Scoring;

/// <summary>A trained model as shipped: a folder with model.zip, card.json and vectors.json.</summary>
public sealed class ModelBundle
{
    internal const string ModelFile = "model.zip";
    internal const string CardFile = "card.json";
    internal const string VectorsFile = "vectors.json";

    /// <summary>How far a golden vector's linear score may lie from the one on record.</summary>
    private const float Tolerance = 1e-5f;

    /// <summary>
    /// The same for both stages. CPUs add up the encoder's products in different orders, and where it is held in 8 bits a
    /// sum that differs in its last digit can round to the next step: hundredths of a logit. A wrong file or vocabulary
    /// moves many vectors by tenths.
    /// </summary>
    private const float SecondTolerance = 0.02f;

    private readonly HeadSet _heads;

    private ModelBundle(MLContext context, ITransformer model, ModelCard card, SecondStageFiles? second)
    {
        Card = card;
        Info = new ModelInfo(card.Version, card.Thresholds);
        _heads = new HeadSet(card.Heads);
        var weights = LinearWeights.From(model, _heads);
        Linear = new LinearToxicityScorer(_heads, weights, Info);
        TwoStage = second is null ? null : new TwoStageScorer(Linear, second.Open(), card.SecondStage!.Heads, Info);
        Reference = new MlNetToxicityScorer(new EnginePool(context, model), _heads, weights, Info);
    }

    public ModelInfo Info { get; }

    /// <summary>What every program uses: both stages, or the linear model where the bundle has no more.</summary>
    public IToxicityScorer Scorer => TwoStage ?? (IToxicityScorer)Linear;

    /// <summary>The linear model alone, through ML.NET with a prediction engine for each caller.</summary>
    public IToxicityScorer Reference { get; }

    /// <summary>The linear model alone, by its weights directly; equal to <see cref="Reference"/> on every golden vector.</summary>
    internal LinearToxicityScorer Linear { get; }

    /// <summary>Both stages; null where there is one.</summary>
    internal TwoStageScorer? TwoStage { get; }

    internal ModelCard Card { get; }

    /// <summary>The probability from which <paramref name="category"/> applies.</summary>
    public float Threshold(Category category) => TwoStage?.Threshold(category) ?? _heads.Threshold(category);

    /// <summary>Reads and checks a bundle: the hash of model.zip, the thresholds' name and every golden vector.</summary>
    /// <exception cref="InvalidDataException">The bundle is incomplete, altered, or scores otherwise than when it was trained.</exception>
    public static ModelBundle Load(string directory)
    {
        var card = Read<ModelCard>(directory, CardFile);
        if (card.FeatureVersion != ModelCard.CurrentFeatureVersion)
            throw Refused(directory, $"it was trained on features of version {card.FeatureVersion}, this program computes version {ModelCard.CurrentFeatureVersion}");
        var bytes = ReadFile(directory, ModelFile, card.ModelSha256);
        if (HeadSet.Hash(card.Heads, card.SecondStage) is var hash && hash != card.Thresholds)
            throw Refused(directory, $"the thresholds in {CardFile} hash to {hash}, not to the name they carry, {card.Thresholds}");
        var second = card.SecondStage is { } stage
            ? new SecondStageFiles(ReadFile(directory, stage.File, stage.Sha256), ReadFile(directory, stage.Pieces, stage.PiecesSha256))
            : null;

        var context = new MLContext(card.Seed);
        using var stream = new MemoryStream(bytes);
        var model = context.Model.Load(stream, out _);
        ModelBundle bundle;
        try
        {
            bundle = Create(context, model, card, second);
        }
        catch (InvalidDataException error)
        {
            throw Refused(directory, error.Message);
        }
        bundle.Check(directory, Read<GoldenVector[]>(directory, VectorsFile));
        return bundle;
    }

    /// <summary>The linear model, with a classifier that somebody else trained as its second stage.</summary>
    /// <exception cref="InvalidDataException">The options, or the files that they name, cannot be used; the message names the member.</exception>
    public IToxicityScorer With(SequenceClassifierOptions options)
    {
        var classifier = new SequenceClassifier(options);
        var stage = classifier.Mix(Card.Heads);
        var info = new ModelInfo($"{Card.Version}+{stage.File}", HeadSet.Hash(Card.Heads, stage));
        return new TwoStageScorer(Linear, classifier.Opinion, stage.Heads, info);
    }

    /// <exception cref="InvalidDataException">There is no card, or it cannot be read.</exception>
    internal static ModelCard ReadCard(string directory) => Read<ModelCard>(directory, CardFile);

    internal static ModelBundle Create(MLContext context, ITransformer model, ModelCard card, SecondStageFiles? second = null) =>
        new(context, model, card, second);

    private void Check(string directory, GoldenVector[] vectors)
    {
        if (vectors.Length == 0)
            throw Refused(directory, $"{VectorsFile} holds no golden vectors");
        foreach (var vector in vectors)
        {
            var text = Normalizer.Normalize(vector.Text);
            Check(directory, vector, vector.Scores, Reference.Score(text).Scores, Tolerance, "ML.NET");
            Check(directory, vector, vector.Scores, Linear.Score(text).Scores, Tolerance, "the direct path");
            if (TwoStage is not null)
                Check(directory, vector, vector.SecondStage ?? [], TwoStage.AskAnyway(text).Scores, SecondTolerance, "both stages");
        }
    }

    private static void Check(string directory, GoldenVector vector, float[] recorded, CategoryScores scores, float tolerance, string by)
    {
        if (recorded.Length != CategoryScores.Length)
            throw Refused(directory, $"golden vector \"{vector.Text}\" holds {recorded.Length} scores by {by} instead of {CategoryScores.Length}");
        for (var i = 0; i < CategoryScores.Length; i++)
        {
            if (!(Math.Abs(scores[i] - recorded[i]) <= tolerance))
                throw Refused(directory, $"golden vector \"{vector.Text}\" scores {scores[i]:R} for {HeadNames.Categories[i]} by {by} instead of {recorded[i]:R}");
        }
    }

    internal static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] ReadFile(string directory, string file, string sha256)
    {
        var path = Path.Combine(directory, file);
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : throw Refused(directory, $"{file} is missing");
        var found = Sha256(bytes);
        return found == sha256 ? bytes : throw Refused(directory, $"{file} has SHA-256 {found}, {CardFile} names {sha256}");
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
