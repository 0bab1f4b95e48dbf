using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: text, label, source (which model wrote it), reasoning. Whether what is impolite is toxic it does not tell.</summary>
internal sealed class PoliteGuard() : LabelledConverter("polite_guard_synthetic", "split", "label", "source_model")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path).Index()
        select new Labelled(
            $"{file.Stem}-{row.Index}", row.Item["text"], [file.Stem, row.Item["label"], row.Item["source"]],
            new Verdict(Toxic: row.Item["label"] == "impolite" ? "" : "0"));
}
