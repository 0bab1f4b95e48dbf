using System.CommandLine;

namespace CivilLine.Cli.Corpora;

/// <summary><c>civilline corpus</c>: measures the labelled lines and finds what is wrong with them.</summary>
internal static class CorpusCommand
{
    public static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "Folder of labelled lines.",
        DefaultValueFactory = _ => Path.Combine("models", "corpora"),
    };

    public static Command Create() =>
        new("corpus", "Measures the labelled lines that models are trained on, and checks them.") { StatsCommand.Create(), CheckCommand.Create() };

    /// <summary>Runs <paramref name="action"/> on the folder; a folder that cannot be read is code 2.</summary>
    public static void SetAction(Command command, Func<ParseResult, string, int> action) => command.SetAction(parsed =>
    {
        try
        {
            return action(parsed, parsed.GetRequiredValue(Corpus));
        }
        catch (Exception error) when (error is InvalidDataException or DirectoryNotFoundException or FileNotFoundException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(error.Message);
            return 2;
        }
    });
}
