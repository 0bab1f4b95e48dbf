using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>What was said in pieces: right once the last one is in, and not wrong while it is awaited.</summary>
internal static class SplitFigures
{
    public static void Add(FigureBook book, WindowScorer scorer, IReadOnlyList<CorpusLine> lines, int workers)
    {
        var verdicts = lines.AsParallel().AsOrdered().WithDegreeOfParallelism(workers)
            .Select(line => (line.File, Verdict: Judge(scorer, line))).ToArray();
        foreach (var (slice, rows) in Slices.Cut(verdicts, row => row.File))
        {
            book.Share(Tables.Split, "right after the last piece", slice, rows.Count(row => row.Verdict.IsRight), rows.Length);
            book.Share(Tables.Split, "rightly flagged or not after it", slice, rows.Count(row => row.Verdict.IsRightlyFlagged), rows.Length);
            book.Share(Tables.Split, "not wrong before it", slice, rows.Count(row => !row.Verdict.WasWrong), rows.Length);
        }
    }

    internal static SplitVerdict Judge(WindowScorer scorer, CorpusLine line)
    {
        var labels = JudgedLine.LabelsOf(line);
        var steps = Utterance.Steps(scorer, line.Fragments!).Select(step => step.Categories).ToArray();
        return new SplitVerdict(
            steps[^1] == labels,
            steps[^1].IsEmpty == labels.IsEmpty,
            steps[..^1].Any(step => (step.Bits & ~labels.Bits) != 0));
    }
}

/// <param name="WasWrong">A category that is not the line's stood after some earlier piece.</param>
internal readonly record struct SplitVerdict(bool IsRight, bool IsRightlyFlagged, bool WasWrong);
