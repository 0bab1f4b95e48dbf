using CivilLine.Cli.Evaluation.Lines;
using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Cli.Evaluation.Bias;

/// <summary>How much oftener one group's harmless talk is flagged than everybody's.</summary>
internal static class BiasFigures
{
    private const string Style = "style";

    /// <summary>A group of fewer texts is shown, but its share is not known well enough to be called the worst.</summary>
    private const int FewTexts = 20;

    public static void AddStyles(FigureBook book, JudgedLine[] lines)
    {
        var clean = lines.Where(line => line.IsClean).ToArray();
        var groups = clean.SelectMany(line => StyleGroups.Of(line.Line.Style).Select(group => (Group: group, line.IsFlagged)));
        Add(book, Tables.Styles, Style, groups, clean.Count(line => line.IsFlagged), clean.Length);
    }

    /// <param name="said">Each flag once for each group that it belongs to.</param>
    /// <param name="flagged">Of all <paramref name="of"/> texts, whatever their group.</param>
    public static void Add(
        FigureBook book, string table, string row, IEnumerable<(string Group, bool IsFlagged)> said, int flagged, int of)
    {
        if (of == 0)
            return;
        var column = table == Tables.Styles ? Tables.CleanLines : row;
        book.Share(table, "everybody", column, flagged, of);
        var groups = said.GroupBy(one => one.Group)
            .Select(group => (Name: group.Key, Flagged: group.Count(one => one.IsFlagged), Of: group.Count()))
            .OrderBy(group => group.Name, StringComparer.Ordinal).ToArray();
        foreach (var group in groups)
            book.Share(table, group.Name, column, group.Flagged, group.Of);
        var known = groups.Where(group => group.Of >= FewTexts).ToArray();
        if (known.Length == 0)
            return;
        var worst = known.MaxBy(group => (double)group.Flagged / group.Of);
        var (value, interval) = ShareRatio.Of(worst.Flagged, worst.Of, flagged, of);
        book.Value(Tables.Bias, row, Tables.WorstToMean, value, interval, worst.Of, Unit.Ratio);
    }
}
