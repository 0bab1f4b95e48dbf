using System.Text.RegularExpressions;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>All that one speaker said in a meeting, on one line, split here at the marks that end a sentence.</summary>
internal sealed partial class AmiMeetings : DialogueConverter
{
    private const string Ending = ".transcript.txt";

    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        from file in folder.Files
        let speech = Path.GetFileName(file.Name)[..^Ending.Length]
        from sentence in SentenceEnd().Split(File.ReadAllText(file.Path).Trim())
        select new Turn(speech, speech.Split('.')[^1], sentence);

    [GeneratedRegex(@"(?<=[.?!])\s+")]
    private static partial Regex SentenceEnd();
}
