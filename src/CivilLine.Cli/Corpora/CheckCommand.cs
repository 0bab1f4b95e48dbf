using System.CommandLine;
using CivilLine.Cli.Training;

namespace CivilLine.Cli.Corpora;

/// <summary><c>civilline corpus check</c>: lists what is wrong with the corpus; 1 where anything is.</summary>
internal static class CheckCommand
{
    private static readonly Option<string> Phrases = new("--phrases")
    {
        Description = "Folder of the phrase suites that every model is held against.",
        DefaultValueFactory = _ => Path.Combine("tests", "CivilLine.Core.Tests", "Phrases"),
    };

    public static Command Create()
    {
        var command = new Command("check", "Finds wrong labels and fields, repeats, and train lines that give away a test line or a phrase of the suites.")
        {
            CorpusCommand.Corpus, Phrases,
        };
        CorpusCommand.SetAction(command, (parsed, corpus) =>
        {
            var faults = Find(corpus, parsed.GetRequiredValue(Phrases));
            foreach (var fault in faults)
                parsed.InvocationConfiguration.Error.WriteLine(fault);
            parsed.InvocationConfiguration.Output.WriteLine(faults.Count == 0 ? "Nothing is wrong." : $"{faults.Count} faults.");
            return faults.Count == 0 ? 0 : 1;
        });
        return command;
    }

    public static IReadOnlyList<string> Find(string corpus, string phrases)
    {
        var wrong = FieldFaults.In(corpus).ToArray();
        if (wrong.Length > 0)
            return wrong;
        Wording[] lines = [.. Training.Corpus.Read(corpus).Select(Wording.Of)];
        return [.. RepeatFaults.Among(lines), .. RepeatFaults.AcrossTheBorder(lines), .. RepeatFaults.OfPhrases(lines, Suite.Read(phrases))];
    }
}
