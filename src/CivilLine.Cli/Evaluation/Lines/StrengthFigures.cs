using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>Severity and target, asked of the labelled lines that were found; critical, asked of every line.</summary>
internal static class StrengthFigures
{
    private const int FewLines = 10;

    public static void Add(FigureBook book, JudgedLine[] lines)
    {
        foreach (var (slice, rows) in Slices.Cut(lines, line => line.Line.File))
        {
            var found = rows.Where(row => !row.IsClean && row.IsFlagged).ToArray();
            book.Share(Tables.Strength, "severity exact", slice, found.Count(row => Off(row) == 0), found.Length);
            book.Share(Tables.Strength, "severity within one step", slice, found.Count(row => Off(row) <= 1), found.Length);
            AddTargets(book, slice, found);
            var right = rows.Count(row => IsCritical(row) && row.Said.Severity == Severity.Critical);
            book.Share(Tables.Strength, "critical precision", slice, right, rows.Count(row => row.Said.Severity == Severity.Critical));
            book.Share(Tables.Strength, "critical recall", slice, right, rows.Count(IsCritical));
        }
    }

    private static void AddTargets(FigureBook book, string slice, JudgedLine[] found)
    {
        (Target True, Target Said)[] pairs = [.. found.Select(row => (Aspects.TargetOf(row.Line), row.Said.Target))];
        if (pairs.Length == 0)
            return;
        // A target of two lines would be a sixth of the mean.
        Target[] common = [.. pairs.CountBy(pair => pair.True).Where(count => count.Value >= FewLines).Select(count => count.Key)];
        if (common.Length > 0)
        {
            book.Value(
                Tables.Strength, "target F1, macro", slice, MacroF1(pairs, common),
                Bootstrap.Of(pairs.Length, sample => MacroF1([.. sample.Select(i => pairs[i])], common)), pairs.Length, Unit.Score);
        }
        // With one answer a line, F1 over all answers together is the share that is right.
        book.Share(Tables.Strength, "target F1, micro", slice, pairs.Count(pair => pair.True == pair.Said), pairs.Length);
        foreach (var target in pairs.Select(pair => pair.True).Distinct().Order())
        {
            book.Value(
                Tables.Strength, $"target F1, {target}", slice, F1(pairs, target), null,
                pairs.Count(pair => pair.True == target), Unit.Score);
        }
    }

    private static double MacroF1((Target True, Target Said)[] pairs, IEnumerable<Target> targets) =>
        targets.Average(target => F1(pairs, target));

    private static double F1((Target True, Target Said)[] pairs, Target target) =>
        2.0 * pairs.Count(pair => pair.True == target && pair.Said == target)
        / Math.Max(1, pairs.Count(pair => pair.True == target) + pairs.Count(pair => pair.Said == target));

    private static bool IsCritical(JudgedLine row) => Aspects.SeverityOf(row.Line) == Severity.Critical;

    private static int Off(JudgedLine row) =>
        Math.Abs((int)row.Said.Severity!.Value - (int)(Aspects.SeverityOf(row.Line) ?? 0));
}
