using System.Text.RegularExpressions;
using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV with a whole call in a cell, "Member: …" and "Customer Support: …" a line each.</summary>
internal sealed partial class HealthcareCalls : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        from call in folder.Files.SelectMany(file => Csv.Read(file.Path)).Select((row, i) => (Number: i, row.Cells))
        from line in call.Cells[2].Split('\n')
        let said = Said().Match(line)
        where said.Success
        select new Turn($"{call.Number}", said.Groups["who"].Value == "Member" ? Customer : Agent, said.Groups["text"].Value);

    [GeneratedRegex(@"^\s*(?<who>[A-Z][A-Za-z .]{0,40}):\s*(?<text>.*)$")]
    private static partial Regex Said();
}
