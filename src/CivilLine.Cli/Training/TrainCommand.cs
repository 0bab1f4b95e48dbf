using System.CommandLine;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Training.Encoder;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Cli.Training;

internal static class TrainCommand
{
    public static Command Create()
    {
        var corpus = new Option<string>("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
        var data = new Option<string?>("--data") { Description = "Folder of public data, for ordinary speech as negatives." };
        var output = new Option<string>("--out") { Description = "Folder to write the bundle to; its name is the version.", DefaultValueFactory = _ => "models/toxicity-en/0.1.0" };
        var seed = new Option<int>("--seed") { Description = "Same seed, same model.", DefaultValueFactory = _ => 1 };
        var workers = new Option<int>("--workers") { Description = "Heads trained at once; the model is the same for any number.", DefaultValueFactory = _ => 1 };
        var examples = new Option<string?>("--examples") { Description = "Only write the encoder's training set to this file (JSON lines)." };
        var pieces = new Option<string>("--pieces") { Description = "The encoder's vocabulary.", DefaultValueFactory = _ => "models/encoder/pieces.json" };
        var command = new Command("train", "Trains a model and writes it as a bundle with its card.") { corpus, data, output, seed, workers, examples, pieces };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(corpus), parsed.GetValue(data), parsed.GetRequiredValue(output),
            new TrainSettings(parsed.GetValue(seed), L1: 0.1f, L2: 1.5e-6f, Epochs: 20, Math.Max(1, parsed.GetValue(workers))),
            parsed.GetValue(examples), parsed.GetRequiredValue(pieces)));
        return command;
    }

    private static int Run(string corpus, string? data, string output, TrainSettings settings, string? encoderExamples, string vocabulary)
    {
        var lines = Corpus.Read(corpus);
        var train = lines.Where(line => line.IsTrain).ToArray();
        var examples = Examples.FromCorpus(train);
        var pieces = Examples.CleanPieces(train).ToArray();
        var benign = data is null ? [] : Benign.Read(data, Screen.Read(data));
        Console.Error.WriteLine($"{examples.Count} lines, {pieces.Length} pieces, {benign.Count} benign turns");
        if (encoderExamples is not null)
            return WriteExamples(encoderExamples, vocabulary, examples, pieces, benign);

        var (heads, cards) = new Trainer(settings, Console.Error).Train(examples, pieces, benign);
        var bundle = BundleWriter.Write(output, heads, cards, settings, new Dictionary<string, int>
        {
            ["corpusLines"] = examples.Count,
            ["corpusPieces"] = pieces.Length,
            ["benignTurns"] = benign.Count(turn => turn.Part == BenignPart.Train),
            ["benignTurnsForThresholds"] = benign.Count(turn => turn.Part == BenignPart.Threshold),
        });
        var report = new Evaluator(bundle, new EvaluationInput(corpus, data) { Workers = settings.Workers }).Run();
        CardWriter.Write(output, bundle, report);
        Console.Write(ReportText.Of(report));
        Console.Error.WriteLine($"{output}: model {bundle.Info.Version}, thresholds {bundle.Info.ThresholdsHash}");
        return 0;
    }

    private static int WriteExamples(
        string path, string vocabulary, IReadOnlyList<Example> corpus, IReadOnlyList<Example> pieces, IReadOnlyList<BenignTurn> benign)
    {
        try
        {
            var tokenizer = new UnigramTokenizer(PieceVocabulary.Parse(File.ReadAllBytes(vocabulary)));
            using var output = File.CreateText(path);
            var count = new EncoderExamples(tokenizer).Write(output, corpus, pieces, benign);
            Console.Error.WriteLine($"{path}: {count} examples");
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            Console.Error.WriteLine($"The encoder's examples cannot be written with the vocabulary {vocabulary}: {error.Message}");
            return 2;
        }
    }
}
