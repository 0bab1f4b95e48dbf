using System.CommandLine;
using CivilLine.Cli.Training;

namespace CivilLine.Cli.Corpora;

/// <summary><c>civilline corpus stats</c>: how much there is of what, and how varied it is.</summary>
internal static class StatsCommand
{
    private static readonly Option<int> Top = new("--top") { Description = "Rows of the longer tables.", DefaultValueFactory = _ => 25 };

    public static Command Create()
    {
        var command = new Command("stats", "Counts lines by label, split, style, domain and severity, and measures how varied they are.") { CorpusCommand.Corpus, Top };
        CorpusCommand.SetAction(command, (parsed, corpus) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            Wording[] lines = [.. Training.Corpus.Read(corpus).Select(Wording.Of)];
            output.WriteLine($"{lines.Length} lines in {lines.Select(line => line.Line!.File).Distinct().Count()} files\n");
            new Counts(output, parsed.GetRequiredValue(Top)).Write(lines);
            new Variety(output).Write(lines);
            return 0;
        });
        return command;
    }
}
