using CivilLine.Cli.Evaluation.Speech;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>Whole calls, every turn judged in its window, whoever speaks.</summary>
internal static class CallFigures
{
    public static void Add(FigureBook book, IReadOnlyList<WholeCall> calls, IToxicityScorer scorer, int workers)
    {
        JudgedLine[] turns = [.. calls.AsParallel().AsOrdered().WithDegreeOfParallelism(workers).SelectMany(call => Judge(call, scorer))];
        foreach (var (slice, rows) in Slices.Cut(turns, turn => turn.Line.File))
        {
            foreach (var category in Enum.GetValues<Category>())
            {
                var right = rows.Count(row => row.Labels.Contains(category) && row.Said.Categories.Contains(category));
                book.Share(Tables.Calls, $"recall, {HeadNames.Of(category)}", slice, right, rows.Count(row => row.Labels.Contains(category)));
                book.Share(Tables.Calls, $"precision, {HeadNames.Of(category)}", slice, right, rows.Count(row => row.Said.Categories.Contains(category)));
            }
            book.Share(Tables.Calls, "clean turns given any category", slice, rows.Count(row => row.IsClean && row.IsFlagged), rows.Count(row => row.IsClean));
            book.Share(Tables.Calls, "labelled turns given any category", slice, rows.Count(row => !row.IsClean && row.IsFlagged), rows.Count(row => !row.IsClean));
            book.Share(Tables.Calls, "exactly the right categories", slice, rows.Count(row => row.Said.Categories == row.Labels), rows.Length);
        }
    }

    private static IEnumerable<JudgedLine> Judge(WholeCall call, IToxicityScorer scorer) => CallReader
        .Read(new MemoScorer(scorer), call.Turns.Select(turn => turn.Turn))
        .Zip(call.Turns, (read, turn) => new JudgedLine(turn.Line, read.Assessment));
}
