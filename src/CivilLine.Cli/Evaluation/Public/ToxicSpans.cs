using System.Text.Json;
using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Speech;
using CivilLine.Scoring;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Evaluation.Public;

/// <summary>
/// Highlights against the characters that people marked: SemEval 2021's F1 of each post's sets of characters, averaged;
/// where nobody marked anything it is 1 for no highlight and else 0.
/// </summary>
internal sealed class ToxicSpans(TextScorer scorer)
{
    public void Add(FigureBook book, string path)
    {
        var posts = TsvFile.Rows(path).Select(row => (Text: row["text"], Spans: row["spans"])).ToArray();
        scorer.Score([.. posts.Select(post => post.Text)]);
        var f1 = posts.AsParallel().AsOrdered().WithDegreeOfParallelism(scorer.Workers).Select(post =>
        {
            var said = scorer.Score(post.Text);
            var normalized = Normalizer.Normalize(post.Text);
            var marked = JsonSerializer.Deserialize<int[]>(post.Spans)!.ToHashSet();
            return (
                Shown: CharacterF1(Marks(normalized, said.Categories), marked),
                Strongest: CharacterF1(Marks(normalized, Strongest(said)), marked));
        }).ToArray();
        Add(book, "SemEval toxic spans, highlights as shown", [.. f1.Select(post => post.Shown)]);
        Add(book, "SemEval toxic spans, highlights of the highest score", [.. f1.Select(post => post.Strongest)]);
    }

    internal static double CharacterF1(IReadOnlySet<int> said, IReadOnlySet<int> marked)
    {
        if (marked.Count == 0 || said.Count == 0)
            return marked.Count == said.Count ? 1 : 0;
        return 2.0 * said.Count(marked.Contains) / (said.Count + marked.Count);
    }

    /// <summary>Characters, as the set counts them: a pair of surrogates is one.</summary>
    internal static IReadOnlySet<int> Characters(string shown, IEnumerable<Highlight> highlights)
    {
        var number = new int[shown.Length];
        for (int i = 0, characters = 0; i < shown.Length; i++)
            number[i] = i > 0 && char.IsSurrogatePair(shown[i - 1], shown[i]) ? characters - 1 : characters++;
        return highlights.SelectMany(run => Enumerable.Range(run.Start, run.Length)).Select(i => number[i]).ToHashSet();
    }

    private IReadOnlySet<int> Marks(NormalizedText text, CategorySet categories) =>
        Characters(text.Shown, categories.SelectMany(category => scorer.Explain(text, category)));

    private static CategorySet Strongest(Assessment said) =>
        CategorySet.Empty.With(Enum.GetValues<Category>().MaxBy(category => said.Scores[category]));

    private static void Add(FigureBook book, string row, double[] f1) => book.Value(
        Tables.Public, row, "character F1", f1.Average(),
        Bootstrap.Of(f1.Length, sample => sample.Average(i => f1[i])), f1.Length, Unit.Score);
}
