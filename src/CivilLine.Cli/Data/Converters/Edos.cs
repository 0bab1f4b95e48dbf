using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: rewire_id, text, label_sexist, label_category, label_vector, split. What is not sexist may be toxic otherwise.</summary>
/// <param name="splits">Those that belong to the table.</param>
internal sealed class Edos(params string[] splits) : LabelledConverter("edos", "split", "label_sexist", "label_category", "label_vector")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from row in folder.Files.SelectMany(file => Csv.Read(file.Path))
        where splits.Contains(row["split"])
        select new Labelled(
            row["rewire_id"], row["text"], [row["split"], row["label_sexist"], row["label_category"], row["label_vector"]], VerdictOf(row));

    private static Verdict VerdictOf(Csv row) => row["label_sexist"] != "sexist"
        ? new Verdict()
        : new Verdict(
            Toxic: "1", Identity: "1",
            Threat: Verdict.If(row["label_category"].StartsWith("1.", StringComparison.Ordinal)),
            Insult: Verdict.If(row["label_category"].StartsWith("2.", StringComparison.Ordinal)));
}
