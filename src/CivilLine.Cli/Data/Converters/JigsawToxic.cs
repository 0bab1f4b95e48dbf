using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>
/// Three copies of parts of one set, each in a form of its own: text and label without a header, CSV with text and toxic, and
/// tab-separated Sentiment and SentimentText, unquoted, with the marks of headings.
/// </summary>
internal sealed class JigsawToxic() : LabelledConverter("jigsaw_raw", "file")
{
    protected override IEnumerable<Labelled> Texts(IReadOnlyList<SourceFolder> folders) => folders.SelectMany(Texts);

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        folder.Files.SelectMany(file => Path.GetFileName(file.Name) switch
        {
            "test.csv" => Csv.ReadBare(file.Path).Select((cells, at) => Of(folder, $"robtest-{at}", cells[0], cells[^1])),
            "toxic_comments.csv" => Csv.Read(file.Path)
                .Select((row, at) => Of(folder, $"ak-{at}", row["text"], row["toxic"]) with { Source = "jigsaw_lowercased" }),
            _ => File.ReadLines(file.Path).Skip(1).Select(line => line.Split('\t'))
                .Select(cells => Of(folder, "mlnet", cells[1].Replace("==", " ", StringComparison.Ordinal), cells[0]) with { Source = "wikipedia_detox" }),
        });

    private static Labelled Of(SourceFolder folder, string id, string text, string toxic) =>
        new(id, text, [folder.Source.Repository!], new Verdict(Toxic: toxic));
}
