using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>A zip with en_dataset.csv: a number, tweet, sentiment (words with _ between), directness, annotator_sentiment, target, group.</summary>
internal sealed class Mlma() : LabelledConverter("twitter", Own)
{
    private static readonly string[] Own = ["sentiment", "directness", "annotator_sentiment", "target", "group"];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.ReadPacked(file.Path, "en_dataset.csv")
        let felt = row["sentiment"].Split('_')
        select new Labelled(
            row.Cells[0], row["tweet"], [.. Own.Select(column => row[column])],
            new Verdict(
                Toxic: Verdict.If(felt.Any(word => word is "offensive" or "abusive" or "hateful" or "disrespectful")),
                Insult: Verdict.If(felt.Any(word => word is "abusive" or "disrespectful")),
                Identity: Verdict.If(felt.Contains("hateful"))));
}
