using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>speaker|utterance|dialogue act, a file a call, in folders for test, train and val.</summary>
internal sealed class BtOasis : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        from file in folder.Files
        from line in File.ReadLines(file.Path)
        let cells = line.Split('|')
        where cells.Length > 1
        select new Turn(file.Stem, cells[0], cells[1]);
}
