using System.CommandLine;
using CivilLine.Scoring;

namespace CivilLine.Cli.Training;

internal static class TrainCommand
{
    /// <summary>Turns of each source of ordinary speech; more of them cost time and change little.</summary>
    private const int MostBenign = 12_000;

    public static Command Create()
    {
        var corpus = new Option<string>("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
        var data = new Option<string?>("--data") { Description = "Folder of public data, for ordinary speech as negatives." };
        var output = new Option<string>("--out") { Description = "Folder to write the bundle to.", DefaultValueFactory = _ => "models/toxicity-en/0.1.0" };
        var seed = new Option<int>("--seed") { Description = "Same seed, same model.", DefaultValueFactory = _ => 1 };
        var command = new Command("train", "Trains a model and writes it as a bundle with its card.") { corpus, data, output, seed };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(corpus), parsed.GetValue(data), parsed.GetRequiredValue(output), parsed.GetValue(seed)));
        return command;
    }

    private static int Run(string corpus, string? data, string output, int seed)
    {
        var lines = Corpus.Read(corpus).Where(line => line.IsTrain).ToArray();
        var examples = Examples.FromCorpus(lines);
        var pieces = Examples.CleanPieces(lines).ToArray();
        var benign = data is null ? [] : Benign.Read(data, Screen.Read(data), MostBenign);
        Console.Error.WriteLine($"{examples.Count} lines, {pieces.Length} pieces, {benign.Count} benign turns");

        var settings = new TrainSettings(seed, L1: 0.1f, L2: 3e-6f, Epochs: 20, Workers: 1);
        var (heads, cards) = new Trainer(settings, falseAlarms: 0.5, Console.Error).Train(examples, pieces, benign);
        var bundle = BundleWriter.Write(output, Path.GetFileName(Path.TrimEndingDirectorySeparator(output)), heads, cards, settings, new Dictionary<string, int>
        {
            ["corpus lines"] = examples.Count,
            ["corpus pieces"] = pieces.Length,
            ["benign turns"] = benign.Count(turn => turn.Part == BenignPart.Train),
        });
        Console.Error.WriteLine($"{output}: model {bundle.Info.Version}, thresholds {bundle.Info.ThresholdsHash}");
        return 0;
    }
}
