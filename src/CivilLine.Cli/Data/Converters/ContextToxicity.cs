using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: id, text, label, api (what Perspective said) and, in one of the two files, the parent comment.</summary>
internal sealed class ContextToxicity() : LabelledConverter("wikipedia_talk", "file", "label", "api", "parent")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path)
        select new Labelled(
            row["id"], row["text"], [file.Name["data/".Length..], row["label"], row["api"], row.Header.ContainsKey("parent") ? row["parent"] : ""],
            new Verdict(Toxic: row["label"]));
}
