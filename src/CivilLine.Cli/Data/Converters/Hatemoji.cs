using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: entry_id, text, type and target of hate, set, split, label_gold as 0 or 1.</summary>
internal sealed class Hatemoji() : LabelledConverter("hatemojibuild", Own)
{
    private static readonly string[] Own = ["split", "set", "type", "target", "label_gold"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path)
        select new Labelled(
            $"{file.Stem}-{row["entry_id"]}", row["text"], [.. Own.Select(column => row[column])],
            new Verdict(Toxic: row["label_gold"], Threat: Verdict.If(row["type"] == "threateninglanguage"), Identity: row["label_gold"]));
}
