using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Scoring.SecondStage;

/// <summary>The shipped bundle with a tiny encoder as its second stage, written as a bundle is.</summary>
internal static class TwoStageBundle
{
    private static readonly byte[] Pieces = """[["?",0],["▁",-6],["▁you",-2],["▁kill",-3],["a",-4],["▁grommet",-5]]"""u8.ToArray();

    public static void Write(string directory, byte[] encoder, float gate = 0.01f)
    {
        foreach (var file in Directory.GetFiles(ModelLocator.Find()))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)), overwrite: true);
        File.WriteAllBytes(Path.Combine(directory, "encoder.onnx"), encoder);
        File.WriteAllBytes(Path.Combine(directory, "pieces.json"), Pieces);
        var stage = new SecondStageCard(
            "encoder.onnx", ModelBundle.Sha256(encoder), "pieces.json", ModelBundle.Sha256(Pieces),
            [.. HeadNames.All.Select((name, i) => new SecondStageHead(name, i < CategoryScores.Length ? gate : null, 0.5f, 1, 1, 0, 0.6f))]);
        var card = Read<ModelCard>(directory, "card.json");
        Write(directory, "card.json", card with { SecondStage = stage, Thresholds = HeadSet.Hash(card.Heads, stage) });
        Write(directory, "vectors.json", Read<GoldenVector[]>(directory, "vectors.json").Select(vector => vector with { SecondStage = Scores(vector, stage) }));
    }

    /// <summary>The shipped bundle without its second stage.</summary>
    public static void WriteOneStage(string directory)
    {
        foreach (var file in (string[])["model.zip", "card.json", "vectors.json"])
            File.Copy(Path.Combine(ModelLocator.Find(), file), Path.Combine(directory, file), overwrite: true);
        var card = Read<ModelCard>(directory, "card.json");
        Write(directory, "card.json", card with { SecondStage = null, Thresholds = HeadSet.Hash(card.Heads) });
        Write(directory, "vectors.json", Read<GoldenVector[]>(directory, "vectors.json").Select(vector => vector with { SecondStage = null }));
    }

    /// <summary>A row of logits for each of the pieces, larger with every piece; one word is a threat.</summary>
    public static byte[] Encoder(string[]? inputs = null) => TinyOnnx.Classifier(
        [.. Enumerable.Range(0, 6).Select(piece => Enumerable.Range(0, HeadNames.All.Count)
            .Select(head => piece == 5 && head == (int)Category.Threat ? 20 : piece * -0.1f).ToArray())],
        inputs ?? ["ids"]);

    private static float[] Scores(GoldenVector vector, SecondStageCard stage)
    {
        var two = new TwoStageScorer(
            ShippedModel.Bundle.Linear, new SecondStageFiles(Encoder(), Pieces).Open(),
            stage.Heads, ShippedModel.Bundle.Info);
        var scores = two.AskAnyway(Normalizer.Normalize(vector.Text)).Scores;
        return ((ReadOnlySpan<float>)scores).ToArray();
    }

    private static T Read<T>(string directory, string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(directory, file)), ModelCard.Json)!;

    private static void Write<T>(string directory, string file, T value) =>
        File.WriteAllText(Path.Combine(directory, file), JsonSerializer.Serialize(value, ModelCard.Json));
}
