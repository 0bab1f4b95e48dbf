using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>
/// CSV with a turn a row and seventeen columns for each of eight annotators, empty where one was not asked. Where one
/// marked a turn twice both stand in the cell, with a comma between.
/// </summary>
internal sealed class ConvAbuse() : LabelledConverter("convabuse", ["split", "conv_id", "prev_agent", "prev_user", "agent", "bot", "n_annotators", .. Marks])
{
    private static readonly string[] Marks =
    [
        "n_not_abusive", "n_ambiguous", "n_mild", "n_strong", "n_very_strong", "ableist", "homophobic", "intellectual", "racist", "sexist",
        "sex_harassment", "transphobic", "target_generalised", "target_individual", "target_system", "explicit", "implicit",
    ];

    private static readonly int[] Abuse = At("n_mild", "n_strong", "n_very_strong");
    private static readonly int[] Identity = At("ableist", "homophobic", "racist", "sexist", "transphobic");
    private static readonly int[] Intellect = At("intellectual");

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path)
        let asked = Annotators(row)
        where asked.Length > 0
        select new Labelled(
            row["example_id"], row["user"],
            [
                file.Stem["ConvAbuseEMNLP".Length..], row["conv_id"], row["prev_agent"], row["prev_user"], row["agent"], row["bot"],
                $"{asked.Length}", .. Marks.Index().Select(mark => $"{asked.Count(marks => marks[mark.Index])}"),
            ],
            new Verdict(Toxic: Share(asked, Abuse), Insult: Share(asked, Intellect), Identity: Share(asked, Identity)));

    /// <summary>By their place: upstream, two annotators have a column of another's name.</summary>
    private static bool[][] Annotators(Csv row) =>
    [
        .. row.Cells.Skip(row.Header["Annotator1_is_abuse.1"]).Chunk(Marks.Length)
            .Where(cells => cells.Length == Marks.Length && cells.Any(cell => cell.Length > 0))
            .Select(cells => cells.Select(cell => cell.Split(',', StringSplitOptions.TrimEntries).Any(mark => mark is "1" or "1.0")).ToArray()),
    ];

    private static string Share(bool[][] asked, int[] marks) => Verdict.Share(asked.Count(said => marks.Any(mark => said[mark])), asked.Length);

    private static int[] At(params string[] names) => [.. names.Select(name => Array.IndexOf(Marks, name))];
}
