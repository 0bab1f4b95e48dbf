using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV with text and category; each query is a dialogue of its own.</summary>
internal sealed class Banking77 : DialogueConverter
{
    protected override IEnumerable<Turn> Turns(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path).Select((row, i) => new Turn($"{file.Stem}-{i}", Customer, row["text"])));
}
