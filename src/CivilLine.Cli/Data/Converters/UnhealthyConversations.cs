using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV: _unit_id, comment, and what was said of each of nine kinds, with how surely.</summary>
internal sealed class UnhealthyConversations() : LabelledConverter("ucc", ["split", .. Own])
{
    private static readonly string[] Own =
    [
        "_trusted_judgments",
        .. new[] { "antagonize", "condescending", "dismissive", "generalisation", "generalisation_unfair", "healthy", "hostile", "sarcastic" }
            .SelectMany(kind => new[] { kind, $"{kind}:confidence" }),
    ];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path)
        select new Labelled(
            row["_unit_id"], row["comment"], [file.Stem, .. Own.Select(column => row[column])],
            new Verdict(Toxic: Verdict.Any(row["hostile"], row["antagonize"]), Insult: row["antagonize"]));
}
