using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>A text file a sentence, and annotations_metadata.csv with file_id, subforum_id, num_contexts and label. What is not hate may be toxic otherwise.</summary>
internal sealed class Stormfront() : LabelledConverter("stormfront", "label", "subforum_id", "num_contexts")
{
    protected override IEnumerable<Labelled> Texts(SourceFolder folder)
    {
        var about = Csv.Read(folder.File("annotations_metadata.csv").Path).ToDictionary(row => row["file_id"]);
        return
            from file in folder.Files
            where file.Name.EndsWith(".txt", StringComparison.Ordinal)
            let row = about[file.Stem]
            let hate = row["label"] == "hate"
            where hate || row["label"] == "noHate"
            select new Labelled(
                file.Stem, File.ReadAllText(file.Path), [row["label"], row["subforum_id"], row["num_contexts"]],
                new Verdict(Toxic: hate ? "1" : "", Identity: Verdict.If(hate)));
    }
}
