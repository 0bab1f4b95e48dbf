using CivilLine.Cli.Data.Fetching;

namespace CivilLine.Cli.Data.Converters;

/// <summary>Tab-separated: text, numbers of emotions, id. No verdict on toxicity; anger and its kin are weak signs of hostility.</summary>
internal sealed class GoEmotions() : LabelledConverter("reddit", ["split", "labels", .. Kept])
{
    private static readonly string[] Kept = ["anger", "annoyance", "disapproval", "disgust", "neutral"];

    private static readonly string[] Emotions =
    [
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire", "disappointment",
        "disapproval", "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism",
        "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
    ];

    protected override IEnumerable<Labelled> Texts(SourceFolder folder) =>
        from file in folder.Files
        from line in File.ReadLines(file.Path)
        let cells = line.Split('\t')
        where cells.Length == 3
        let felt = cells[1].Split(',').Select(number => Emotions[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)]).ToArray()
        select new Labelled(cells[2], cells[0], [file.Stem, string.Join(',', felt), .. Kept.Select(emotion => Verdict.If(felt.Contains(emotion)))], new Verdict());
}
