using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>The customers' turns of six trades: conversationId, turnNumber, utteranceId, utterance and labels, tabs between.</summary>
internal sealed class MultiDoGo : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        from file in folder.Files
        let trade = Path.GetFileName(Path.GetDirectoryName(file.Name))
        from line in File.ReadLines(file.Path).Skip(1)
        let cells = line.Split('\t')
        where cells.Length > 3
        select new Turn($"{trade}-{cells[0]}", Customer, cells[3], int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture));
}
