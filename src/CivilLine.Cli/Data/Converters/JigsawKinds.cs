using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>CSV of several copies of parts of one set: comment_text, six kinds as 0 or 1 (or 0.0 and 1.0) and, in some, id.</summary>
internal sealed class JigsawKinds() : LabelledConverter(
    "jigsaw_raw", "file", "orig_toxic", "severe_toxic", "obscene", "orig_threat", "orig_insult", "identity_hate")
{
    private static readonly string[] Kinds = ["toxic", "severe_toxic", "obscene", "threat", "insult", "identity_hate"];

    protected override IEnumerable<Labelled> Texts(IReadOnlyList<SourceFolder> folders) =>
        // As they were written comes before what somebody cleaned of capitals and stops.
        folders.OrderBy(IsCleaned).SelectMany(Texts);

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from row in Csv.Read(file.Path).Index()
        let kinds = Kinds.ToDictionary(kind => kind, kind => row.Item[kind])
        select new Labelled(
            row.Item.Header.ContainsKey("id") ? row.Item["id"] : $"{folder.Source.Repository!.Split('/')[0]}-{row.Index}",
            row.Item["comment_text"], [folder.Source.Repository!, .. kinds.Values],
            new Verdict(
                Verdict.If(kinds.Values.Any(Yes)), Told(kinds["obscene"]), Told(kinds["threat"]), Told(kinds["insult"]), Told(kinds["identity_hate"])))
        {
            Source = IsCleaned(folder) ? "jigsaw_lowercased" : null,
        };

    private static bool IsCleaned(SourceFolder folder) => folder.Source.Repository!.StartsWith("furkancaglayan/", StringComparison.Ordinal);

    private static bool Yes(string cell) => cell.StartsWith('1');

    private static string Told(string cell) => Verdict.If(Yes(cell));
}
