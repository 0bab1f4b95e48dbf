using System.Text.Json;
using CivilLine.Cli.Training.Encoder;
using CivilLine.Scoring;
using CivilLine.Scoring.Features;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CivilLine.Cli.Training;

/// <summary>Writes a bundle: the heads chained into one model.zip, its card, and golden vectors scored by it.</summary>
internal static class BundleWriter
{
    public static ModelBundle Write(
        string directory, IReadOnlyList<TrainedHead> heads, TrainedEncoder? encoder,
        TrainSettings settings, IReadOnlyDictionary<string, int> trainedOn)
    {
        Directory.CreateDirectory(directory);
        var context = new MLContext(settings.Seed);
        var input = context.Data.LoadFromEnumerable(Array.Empty<FeatureRow>());
        var chain = Chain(context, input, [.. heads.Select(head => head.Head)]);
        var path = Path.Combine(directory, ModelBundle.ModelFile);
        context.Model.Save(chain, input.Schema, path);

        var cards = heads.Select(head => head.Card).ToArray();
        var stage = encoder is null ? null : new SecondStageCard(
            TrainedEncoder.ModelFile, ModelBundle.Sha256(encoder.Files.Encoder), TrainedEncoder.PiecesFile, ModelBundle.Sha256(encoder.Files.Pieces), encoder.Mix);
        var card = new ModelCard(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), "en", ModelCard.CurrentFeatureVersion, ModelBundle.Sha256(File.ReadAllBytes(path)),
            HeadSet.Hash(cards, stage), cards, settings.Seed, trainedOn, SecondStage: stage);
        Write(directory, ModelBundle.CardFile, card);
        if (encoder is not null)
        {
            File.WriteAllBytes(Path.Combine(directory, TrainedEncoder.ModelFile), encoder.Files.Encoder);
            File.WriteAllBytes(Path.Combine(directory, TrainedEncoder.PiecesFile), encoder.Files.Pieces);
        }
        Write(directory, ModelBundle.VectorsFile, Golden(ModelBundle.Create(context, chain, card, encoder?.Files)));
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

    private static GoldenVector[] Golden(ModelBundle bundle) => [.. GoldenTexts.All.Select(text =>
    {
        var normalized = Normalizer.Normalize(text);
        var assessment = bundle.Scorer.Score(normalized);
        return new GoldenVector(
            text, ToArray(bundle.Reference.Score(normalized).Scores),
            [.. assessment.Categories.Select(HeadNames.Of)], assessment.Severity?.ToString().ToLowerInvariant(),
            bundle.TwoStage is { } two ? ToArray(two.AskAnyway(normalized).Scores) : null);
    })];

    private static float[] ToArray(CategoryScores scores) => ((ReadOnlySpan<float>)scores).ToArray();

    private static void Write<T>(string directory, string file, T value) =>
        File.WriteAllText(Path.Combine(directory, file), JsonSerializer.Serialize(value, ModelCard.Json) + "\n");
}
