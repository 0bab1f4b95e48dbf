using System.Globalization;
using CivilLine.Cli.Evaluation.Text;

namespace CivilLine.Cli.Evaluation;

/// <summary>A report as Markdown, for the terminal, for evaluation.md and for the model's card.</summary>
internal static class ReportText
{
    public static string Of(Report report)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine("Each figure is followed by its 95 % interval and by how many lines, turns or pairs it was counted on.");
        text.WriteLine();
        GoalTable.Write(text, report);
        text.WriteLine();
        text.WriteLine($"Test lines: {string.Join("; ", report.Lines.Select(slice => $"{slice.Key} {slice.Value}"))}.");
        if (report.Missing.Count > 0)
        {
            text.WriteLine();
            text.WriteLine($"Not measured, for want of the data: {string.Join(", ", report.Missing)}.");
        }
        foreach (var table in report.Figures.GroupBy(figure => figure.Table))
            Write(text, table.Key, [.. table]);
        return text.ToString();
    }

    private static void Write(TextWriter text, string name, Figure[] figures)
    {
        var columns = figures.Select(figure => figure.Column).Distinct().ToArray();
        // Where nothing new was written, all lines are the frozen ones.
        if (!columns.Contains(Slices.New))
            columns = [.. columns.Where(column => column != Slices.Frozen)];
        text.WriteLine();
        text.WriteLine($"### {char.ToUpperInvariant(name[0])}{name[1..]}");
        if (TableNotes.Of(name) is { } note)
            text.WriteLine(note);
        text.WriteLine();
        text.WriteLine($"| | {string.Join(" | ", columns.Select(column => column == Slices.Both ? "all" : column))} |");
        text.WriteLine($"| --- |{string.Concat(columns.Select(_ => " --- |"))}");
        foreach (var row in figures.GroupBy(figure => figure.Row))
        {
            var cells = row.ToDictionary(figure => figure.Column);
            text.WriteLine($"| {row.Key} | {string.Join(" | ", columns.Select(column => cells.TryGetValue(column, out var cell) ? FigureText.Of(cell) : "–"))} |");
        }
    }
}
