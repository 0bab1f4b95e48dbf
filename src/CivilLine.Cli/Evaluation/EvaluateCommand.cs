using System.CommandLine;
using CivilLine.Cli.Evaluation.Speech;
using CivilLine.Cli.Evaluation.Systems;
using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation;

internal static class EvaluateCommand
{
    private static readonly Option<string?> Model = new("--model") { Description = "A bundle's folder; default the active model." };
    private static readonly Option<string> Corpus = new("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of public data: real speech, ordinary talk, other people's sets." };
    private static readonly Option<string?> Output = new("--out") { Description = "Folder for evaluation.json and evaluation.md; nothing is written without it." };
    private static readonly Option<bool> Card = new("--card") { Description = "Writes the figures into the bundle as well: its card and an evaluation.json beside it. With --only, the tables measured take the place of the old ones." };
    private static readonly Option<int> Workers = new("--workers") { Description = "Threads that score; the figures are the same for any number.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string[]> Baselines = new("--baseline") { Description = "NAME=FILE.tsv: another system's verdicts (set, id, score, flagged, categories) for the table of systems." };
    private static readonly Option<string[]> Only = new Option<string[]>("--only") { Description = $"Measures a part alone: {string.Join(", ", Evaluator.Parts)}.", AllowMultipleArgumentsPerToken = true }.AcceptOnlyFromAmong([.. Evaluator.Parts]);
    private static readonly Option<string?> Texts = new("--texts") { Description = "Where to write the texts that other systems are compared on: outside the repository." };
    private static readonly Option<string?> Worst = new("--worst") { Description = "Where to write the worst alarms in real speech, with their words: outside the repository." };

    public static Command Create()
    {
        var command = new Command("evaluate", "Measures a model on lines and speech it was not trained on.")
        {
            Model, Corpus, Data, Output, Card, Workers, Only, Baselines, Texts, Worst,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        foreach (var (option, path) in new[] { (Worst.Name, parsed.GetValue(Worst)), (Texts.Name, parsed.GetValue(Texts)) })
        {
            if (path is not null && WorstFile.IsInRepository(path))
            {
                parsed.InvocationConfiguration.Error.WriteLine($"{option} holds words of others' data: give a file outside the repository.");
                return 2;
            }
        }
        try
        {
            Evaluate(parsed, ModelLocator.Find(parsed.GetValue(Model)));
            return 0;
        }
        catch (Exception error) when (error is InvalidDataException or DirectoryNotFoundException or FileNotFoundException or FormatException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(error.Message);
            return 2;
        }
    }

    private static void Evaluate(ParseResult parsed, string directory)
    {
        var bundle = ModelBundle.Load(directory);
        var report = new Evaluator(bundle, InputOf(parsed)).Run();
        var text = ReportText.Of(report);
        parsed.InvocationConfiguration.Output.Write(text);
        if (parsed.GetValue(Card))
            CardWriter.Write(directory, bundle, parsed.GetValue(Only) is { Length: > 0 } ? ReportFile.Read(directory).With(report) : report);
        if (parsed.GetValue(Output) is not { } output)
            return;
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "evaluation.md"), $"# toxicity-en {report.Model}, thresholds {report.Thresholds}\n\n{text}");
        ReportFile.Write(output, report);
    }

    private static EvaluationInput InputOf(ParseResult parsed) => new(parsed.GetRequiredValue(Corpus), parsed.GetValue(Data))
    {
        Workers = Math.Max(1, parsed.GetValue(Workers)),
        Worst = parsed.GetValue(Worst),
        Texts = parsed.GetValue(Texts),
        Only = parsed.GetValue(Only) ?? [],
        Baselines = [.. (parsed.GetValue(Baselines) ?? []).Select(Baseline)],
    };

    private static SystemUnderTest Baseline(string option) => option.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } file]
        ? ScoredLines.Read(name, file)
        : throw new FormatException($"--baseline '{option}' must be NAME=FILE.tsv.");
}
