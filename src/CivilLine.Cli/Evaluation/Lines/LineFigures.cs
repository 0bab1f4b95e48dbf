using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>Recall and precision of each head at the shipped thresholds, and how lines fare as a whole.</summary>
internal static class LineFigures
{
    public static void Add(FigureBook book, JudgedLine[] lines)
    {
        foreach (var (slice, rows) in Slices.Cut(lines, line => line.Line.File))
        {
            foreach (var category in Enum.GetValues<Category>())
                AddHead(book, slice, rows, category);
            AddSafeguarding(book, slice, rows);
            var clean = rows.Where(row => row.IsClean).ToArray();
            var labelled = rows.Where(row => !row.IsClean).ToArray();
            book.Share(Tables.Lines, Tables.CleanFlagged, slice, clean.Count(row => row.IsFlagged), clean.Length);
            book.Share(Tables.Lines, "labelled lines given any category", slice, labelled.Count(row => row.IsFlagged), labelled.Length);
            book.Share(Tables.Lines, "exactly the right categories", slice, rows.Count(IsExact), rows.Length);
        }
        foreach (var file in lines.GroupBy(line => line.Line.File).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            book.Share(Tables.Files, file.Key, "exact", file.Count(IsExact), file.Count());
            book.Share(Tables.Files, file.Key, "labelled found", file.Count(row => !row.IsClean && row.IsFlagged), file.Count(row => !row.IsClean));
            book.Share(Tables.Files, file.Key, "clean flagged", file.Count(row => row.IsClean && row.IsFlagged), file.Count(row => row.IsClean));
        }
    }

    private static void AddHead(FigureBook book, string slice, JudgedLine[] rows, Category category)
    {
        var name = HeadNames.Of(category);
        var right = rows.Count(row => row.Labels.Contains(category) && row.Said.Categories.Contains(category));
        var positives = rows.Count(row => row.Labels.Contains(category));
        book.Share(Tables.Recall, name, slice, right, positives);
        book.Share(Tables.Precision, name, slice, right, rows.Count(row => row.Said.Categories.Contains(category)));
        var (area, interval) = RocArea.Of(rows.Select(row => (row.Said.Scores[category], row.Labels.Contains(category))));
        book.Value(Tables.Ranking, name, slice, area, interval, positives, Unit.Score);
    }

    /// <summary>The twins of what people in danger say: far harder than a day's calls, and so without a goal.</summary>
    private static void AddSafeguarding(FigureBook book, string slice, JudgedLine[] rows)
    {
        var others = rows.Where(row => !row.Labels.Contains(Category.Safeguarding)).ToArray();
        book.PerThousand(
            Tables.Safeguarding, "wrong, test lines without it, per 1,000", slice,
            others.Count(row => row.Said.Categories.Contains(Category.Safeguarding)), others.Length);
    }

    private static bool IsExact(JudgedLine row) => row.Said.Categories == row.Labels;
}
