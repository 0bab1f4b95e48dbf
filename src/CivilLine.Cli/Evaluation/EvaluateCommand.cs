using System.CommandLine;
using System.Text.Json;
using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = "A bundle's folder; default the active model." };
        var corpus = new Option<string>("--corpus") { Description = "Folder of labelled lines.", DefaultValueFactory = _ => "models/corpora" };
        var data = new Option<string?>("--data") { Description = "Folder of public data, for false alarms in ordinary speech." };
        var output = new Option<string?>("--out") { Description = "Folder for evaluation.json and evaluation.md; nothing is written without it." };
        var command = new Command("evaluate", "Measures a model on lines and speech it was not trained on.") { model, corpus, data, output };
        command.SetAction(parsed => Run(
            parsed.GetValue(model), parsed.GetRequiredValue(corpus), parsed.GetValue(data), parsed.GetValue(output)));
        return command;
    }

    private static int Run(string? model, string corpus, string? data, string? output)
    {
        var report = new Evaluator(ModelBundle.Load(ModelLocator.Find(model)), Corpus.Read(corpus)).Run(data);
        var text = ReportText.Of(report);
        Console.Write(text);
        if (output is null)
            return 0;
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "evaluation.md"), text);
        File.WriteAllText(Path.Combine(output, "evaluation.json"), JsonSerializer.Serialize(report, ModelCard.Json) + "\n");
        return 0;
    }
}
