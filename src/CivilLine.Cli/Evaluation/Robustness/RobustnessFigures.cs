using CivilLine.Cli.Evaluation.Lines;
using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Robustness;

/// <summary>
/// The test lines disguised. Recall is over pairs of line and label, on the lines that a transformation changes, before
/// and after it.
/// </summary>
internal static class RobustnessFigures
{
    public static readonly IReadOnlyList<ITransformation> All =
    [
        new Homophones(), new DroppedWords(), new JoinedWords(), new WrongCasing(), new NoPunctuation(), new Fillers(),
        new VendorMasks(), new SpelledLetters(), new Leet(), new Repeats(), new Confusables(),
    ];

    public static void Add(FigureBook book, JudgedLine[] lines, TextScorer scorer)
    {
        foreach (var transformation in All)
        {
            var changed = lines.Select(line => (Before: line, Text: Apply(transformation, line.Line)))
                .Where(line => line.Text != line.Before.Line.Text).ToArray();
            var after = scorer.Score([.. changed.Select(line => line.Text)]);
            Add(book, transformation.Name, [.. changed.Select((line, i) => (line.Before, after[i]))]);
        }
    }

    internal static string Apply(ITransformation transformation, CorpusLine line)
    {
        var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return line.Text;
        var text = string.Join(' ', transformation.Apply(words, new Draw(Stable.Hash($"{transformation.Name} {line.Id}"))));
        return text.Length > 0 ? text : line.Text;
    }

    private static void Add(FigureBook book, string name, (JudgedLine Before, Assessment After)[] lines)
    {
        var pairs = lines.SelectMany(line => line.Before.Labels.Select(label => (
            Before: line.Before.Said.Categories.Contains(label), After: line.After.Categories.Contains(label)))).ToArray();
        if (pairs.Length > 0)
        {
            var (fall, interval) = PairedFall.Of(
                pairs.Count(pair => pair.Before && !pair.After), pairs.Count(pair => !pair.Before && pair.After), pairs.Length);
            book.Share(Tables.Robustness, name, "recall before", pairs.Count(pair => pair.Before), pairs.Length);
            book.Share(Tables.Robustness, name, "recall after", pairs.Count(pair => pair.After), pairs.Length);
            book.Value(Tables.Robustness, name, Tables.Fall, fall, interval, pairs.Length, Unit.Share);
        }
        var clean = lines.Where(line => line.Before.IsClean).ToArray();
        book.Share(Tables.Robustness, name, "clean flagged before", clean.Count(line => line.Before.IsFlagged), clean.Length);
        book.Share(Tables.Robustness, name, "clean flagged after", clean.Count(line => !line.After.Categories.IsEmpty), clean.Length);
    }
}
