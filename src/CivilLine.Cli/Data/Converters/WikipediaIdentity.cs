using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: rev_id, comment, toxic as True or False.</summary>
internal sealed class WikipediaIdentity() : LabelledConverter("wikipedia_talk", "rev_id", "orig_toxic")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path)).Select(row => new Labelled(
            row["rev_id"], row["comment"], [row["rev_id"], row["toxic"]], new Verdict(Toxic: Verdict.If(row["toxic"] == "True"))));
}
