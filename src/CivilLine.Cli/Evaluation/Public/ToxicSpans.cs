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
        var f1 = posts.AsParallel().AsOrdered().WithDegreeOfParallelism(scorer.Workers)
            .Select(post => Judge(post.Text, JsonSerializer.Deserialize<int[]>(post.Spans)!.ToHashSet())).ToArray();
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

    private (double Shown, double Strongest) Judge(string text, HashSet<int> marked)
    {
        var said = scorer.Score(text);
        var normalized = Normalizer.Normalize(text);
        var strongest = Enum.GetValues<Category>().MaxBy(category => said.Scores[category]);
        // With a second stage a highlight costs a score for each word: each category is explained once.
        var runs = said.Categories.With(strongest).ToDictionary(category => category, category => scorer.Explain(normalized, category));
        return (
            CharacterF1(Characters(text, said.Categories.SelectMany(category => runs[category])), marked),
            CharacterF1(Characters(text, runs[strongest]), marked));
    }

    private static void Add(FigureBook book, string row, double[] f1) => book.Value(
        Tables.Public, row, "character F1", f1.Average(),
        Bootstrap.Of(f1.Length, sample => sample.Average(i => f1[i])), f1.Length, Unit.Score);
}
