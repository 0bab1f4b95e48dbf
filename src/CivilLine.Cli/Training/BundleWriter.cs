using System.Security.Cryptography;
using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Scoring.Features;
using CivilLine.Transcripts;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CivilLine.Cli.Training;

/// <summary>Writes a bundle: the heads chained into one model.zip, its card, and golden vectors scored by it.</summary>
internal static class BundleWriter
{
    public static ModelBundle Write(
        string directory, IReadOnlyList<LinearHead> heads, IReadOnlyList<HeadCard> cards,
        TrainSettings settings, IReadOnlyDictionary<string, int> trainedOn)
    {
        Directory.CreateDirectory(directory);
        var context = new MLContext(settings.Seed);
        var input = context.Data.LoadFromEnumerable(Array.Empty<FeatureRow>());
        var chain = Chain(context, input, heads);
        var path = Path.Combine(directory, ModelBundle.ModelFile);
        context.Model.Save(chain, input.Schema, path);

        var card = new ModelCard(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), "en", ModelCard.CurrentFeatureVersion, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            HeadSet.Hash(cards), cards, settings.Seed, trainedOn);
        Write(directory, ModelBundle.CardFile, card);
        Write(directory, ModelBundle.VectorsFile, Golden(ModelBundle.Create(context, chain, card).Reference));
        return ModelBundle.Load(directory);
    }

    private static TransformerChain<ITransformer> Chain(MLContext context, IDataView input, IReadOnlyList<LinearHead> heads)
    {
        var steps = new List<ITransformer>();
        var view = input;
        void Add(ITransformer step)
        {
            steps.Add(step);
            view = step.Transform(view);
        }
        for (var i = 0; i < heads.Count; i++)
        {
            Add(heads[i].Transformer);
            Add(context.Transforms.CopyColumns(HeadNames.All[i], "Score").Fit(view));
        }
        Add(context.Transforms.Concatenate(nameof(MarginRow.Margins), [.. HeadNames.All]).Fit(view));
        return new TransformerChain<ITransformer>([.. steps]);
    }

    private static GoldenVector[] Golden(IToxicityScorer scorer) => [.. GoldenTexts.All.Select(text =>
    {
        var assessment = scorer.Score(Normalizer.Normalize(text));
        return new GoldenVector(
            text, ToArray(assessment.Scores),
            [.. assessment.Categories.Select(HeadNames.Of)], assessment.Severity?.ToString().ToLowerInvariant());
    })];

    private static float[] ToArray(CategoryScores scores) => ((ReadOnlySpan<float>)scores).ToArray();

    private static void Write<T>(string directory, string file, T value) =>
        File.WriteAllText(Path.Combine(directory, file), JsonSerializer.Serialize(value, ModelCard.Json) + "\n");
}
