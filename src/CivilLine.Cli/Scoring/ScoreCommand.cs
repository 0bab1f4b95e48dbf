using System.CommandLine;
using CivilLine.Scoring;

namespace CivilLine.Cli.Scoring;

/// <summary><c>civilline score</c>: one line of scores for each line of text, in order.</summary>
internal static class ScoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "NDJSON with id and fragments (or text) in each line; standard input if left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var model = new Option<string?>("--model") { Description = "A bundle's folder; default the active model." };
        var command = new Command("score", "Scores NDJSON lines: one line out for each line in, in order.") { file, model };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(file), parsed.GetValue(model), cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, string? model, CancellationToken cancel)
    {
        if (file is { Exists: false })
        {
            await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
            return 2;
        }
        ModelBundle bundle;
        try
        {
            bundle = ModelBundle.Load(ModelLocator.Find(model));
        }
        catch (Exception error) when (error is InvalidDataException or DirectoryNotFoundException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
        using var input = file is null ? new StreamReader(Console.OpenStandardInput()) : file.OpenText();
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        return await new LineScorer(new WindowScorer(bundle.Scorer)).RunAsync(input, output, cancel);
    }
}
