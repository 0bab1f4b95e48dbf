using System.CommandLine;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evaluation.Lines;
using CivilLine.Cli.Training.Encoder;
using CivilLine.Cli.Training.SecondStage;
using CivilLine.Scoring;
using CivilLine.Scoring.SecondStage;

namespace CivilLine.Cli.Training;

internal static class TrainCommand
{
    public static Command Create()
    {
        var options = new TrainOptions();
        var command = new Command("train", "Trains a model and writes it as a bundle with its card.");
        foreach (var option in options.All)
            command.Add(option);
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), cancel));
        return command;
    }

    private static async Task<int> RunAsync(TrainRequest request, CancellationToken cancel)
    {
        var log = Console.Error;
        var set = TrainingSet.Of(Corpus.Read(request.Corpus).Concat(WholeCalls.TrainLines(request.Corpus)), request.Data);
        await log.WriteLineAsync($"{set.Corpus.Count} lines, {set.Pieces.Count} pieces, {set.Benign.Count} benign turns");
        try
        {
            if (request.Examples is not null)
                return WriteExamples(request.Examples, request.Pieces ?? Path.Combine(ModelLocator.Find(), TrainedEncoder.PiecesFile), set);
            if (request.Trainer is not null && await TrainEncoderAsync(request, set, cancel) is { } problem)
            {
                await log.WriteLineAsync(problem);
                return 2;
            }
            // Read before the heads are trained: a missing file should not cost minutes.
            var files = request.Encoder is null ? null : TrainedEncoder.Read(request.Encoder);
            var opinion = files?.Open();
            var heads = new Trainer(request.Settings, log).Train(set);
            var encoder = opinion is null ? null : new TrainedEncoder(
                files!, new SecondStageTrainer(heads, opinion, request.Asked, request.Settings.Workers, log).Fit(set.Corpus, set.Quiet));
            var bundle = BundleWriter.Write(request.Output, heads, encoder, request.Settings, set.Counts);
            var report = new Evaluator(bundle, new EvaluationInput(request.Corpus, request.Data) { Workers = request.Settings.Workers }).Run();
            CardWriter.Write(request.Output, bundle, report);
            Console.Write(ReportText.Of(report));
            await log.WriteLineAsync($"{request.Output}: model {bundle.Info.Version}, thresholds {bundle.Info.ThresholdsHash}");
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            await log.WriteLineAsync(error.Message);
            return 2;
        }
    }

    /// <returns>Null when the encoder is there, else what went wrong.</returns>
    private static async Task<string?> TrainEncoderAsync(TrainRequest request, TrainingSet set, CancellationToken cancel)
    {
        var trainer = request.Trainer!;
        if (await trainer.LacksAsync(cancel) is { } lack)
            return lack;
        var folder = Directory.CreateDirectory(request.Encoder!).FullName;
        var examples = Path.Combine(folder, "examples.jsonl");
        WriteExamples(examples, trainer.Pieces, set);
        return await trainer.RunAsync(examples, folder, request.Settings, cancel);
    }

    private static int WriteExamples(string path, string pieces, TrainingSet set)
    {
        var tokenizer = new UnigramTokenizer(Vocabulary(pieces));
        using var output = File.CreateText(path);
        var count = new EncoderExamples(tokenizer).Write(output, set);
        Console.Error.WriteLine($"{path}: {count} examples");
        return 0;
    }

    private static PieceVocabulary Vocabulary(string path)
    {
        try
        {
            return PieceVocabulary.Parse(File.ReadAllBytes(path));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"The vocabulary {path} cannot be used: {error.Message}", error);
        }
    }
}
