using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>speaker|utterance|dialogue act, a file a call, in folders for train, val and test.</summary>
internal sealed class Switchboard : Converter
{
    public override IReadOnlyList<string> Columns => ["id", "text", "source", "dialogue_id", "turn", "speaker", "dialogue_act", "split"];

    public override IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<SourceFolder> folders) =>
        from file in folders[0].Files
        let split = Path.GetFileName(Path.GetDirectoryName(file.Name))!
        from said in File.ReadLines(file.Path).Select(line => line.Split('|')).Where(cells => cells.Length > 2 && !string.IsNullOrWhiteSpace(cells[1])).Index()
        select (string[])[$"{file.Stem}-{said.Index}", said.Item[1], "switchboard", file.Stem, $"{said.Index}", said.Item[0], said.Item[2], split];
}
