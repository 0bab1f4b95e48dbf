using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>speaker|utterance|dialogue act, a file a meeting, in folders for train, val and test; a folder counts as one dialogue.</summary>
internal sealed class IcsiMeetings : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        from file in folder.Files
        let part = Path.GetFileName(Path.GetDirectoryName(file.Name))
        from line in File.ReadLines(file.Path)
        let cells = line.Split('|')
        where cells.Length > 1
        select new Turn($"mrda-{part}", cells[0], cells[1]);
}
