using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: Text, Emotion, Flag, Category, Flag_type. A warning sign by itself is not told to be abuse or not.</summary>
internal sealed class VerbalAbuse() : LabelledConverter("relationship_talk", Own)
{
    private static readonly string[] Own = ["Emotion", "Flag", "Category", "Flag_type"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        folder.Files.SelectMany(file => Csv.Read(file.Path)).Select((row, at) => new Labelled(
            $"{at}", row["Text"], [.. Own.Select(column => row[column])],
            new Verdict(
                Toxic: row["Flag_type"] == "Active_abuse" ? "1" : row["Flag"] == "Green_Flag" ? "0" : "",
                Threat: Verdict.If(row["Category"] == "threatening"))));
}
