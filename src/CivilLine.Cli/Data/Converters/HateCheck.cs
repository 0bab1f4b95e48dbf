using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV of the functional test, a case a row. Abuse of a person is toxic though not hateful.</summary>
internal sealed class HateCheck() : LabelledConverter("hatecheck", Own)
{
    private static readonly string[] Own =
    [
        "", "functionality", "case_id", "test_case", "label_gold", "target_ident", "direction", "focus_words", "focus_lemma",
        "ref_case_id", "ref_templ_id", "templ_id", "case_templ",
    ];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from row in folder.Files.SelectMany(file => Csv.Read(file.Path))
        let hateful = row["label_gold"] == "hateful"
        select new Labelled(
            row["case_id"], row["test_case"], [.. Own.Select(column => row[column])],
            new Verdict(
                Toxic: hateful || row["functionality"] == "target_indiv_nh" ? "1" : "",
                Threat: Verdict.If(row["functionality"].StartsWith("threat_", StringComparison.Ordinal)),
                Identity: Verdict.If(hateful)));
}
