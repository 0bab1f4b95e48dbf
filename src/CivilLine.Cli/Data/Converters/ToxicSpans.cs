using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>
/// Three CSV files: comments (comment_id, comment_text), annotations (annotation, comment_id, and whether all or nothing of it
/// is toxic) and spans (annotation, type, start, end). Shares are of those who annotated a comment.
/// </summary>
internal sealed class ToxicSpans() : LabelledConverter("civil_comments", ["n_annotators", "frac_not_toxic", "frac_all_toxic", .. Types.Select(type => $"span_{type}")])
{
    /// <summary>As upstream has them; the last three are slips of the tool, in a few rows.</summary>
    private static readonly string[] Types =
        ["Insult", "Profane/Obscene", "Identity based Attack", "Other Toxicity", "Threat", "", "Insu", "Identity based "];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder)
    {
        var spans = Csv.Read(folder.File("data/spans.csv").Path).ToLookup(row => row["annotation"], row => row["type"]);
        var annotations = Csv.Read(folder.File("data/annotations.csv").Path).ToLookup(row => row["comment_id"]);
        return
            from comment in Csv.Read(folder.File("data/comments.csv").Path)
            let said = annotations[comment["comment_id"]].ToArray()
            where said.Length > 0
            let harmless = said.Count(row => row["not toxic"] == "True")
            let shares = Types.ToDictionary(type => type, type => Verdict.Share(said.Count(row => spans[row["annotation"]].Contains(type)), said.Length))
            select new Labelled(
                comment["comment_id"], comment["comment_text"],
                [
                    $"{said.Length}", Verdict.Share(harmless, said.Length), Verdict.Share(said.Count(row => row["all toxic"] == "True"), said.Length),
                    .. Types.Select(type => shares[type]),
                ],
                new Verdict(
                    Toxic: Verdict.Share(said.Length - harmless, said.Length), Swearing: shares["Profane/Obscene"], Threat: shares["Threat"],
                    Insult: shares["Insult"], Identity: shares["Identity based Attack"]));
    }
}
