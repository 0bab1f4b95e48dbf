using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: text, is_toxic.</summary>
internal sealed class SurgeToxicity() : LabelledConverter("surge_social", "is_toxic")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path)).Select((row, at) =>
            new Labelled($"{at}", row["text"], [row["is_toxic"]], new Verdict(Toxic: Verdict.If(row["is_toxic"] == "Toxic"))));
}
