using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evaluation.Statistics;

namespace CivilLine.Server.Tests.Cli.Evaluation;

/// <summary>Evaluations written by hand.</summary>
internal static class Figures
{
    public static Report Report(params Figure[] figures) => Report("1.0.0", "10 lines, aa", figures);

    public static Report Report(string model, string lines, params Figure[] figures) => new(
        model, "abc", Slices.All.ToDictionary(slice => slice, _ => lines), [], figures);

    public static Figure Recall(string head, int part, int of) => Share(Tables.Recall, head, Slices.Frozen, part, of);

    public static Figure Serious(int alarms, int turns) => PerThousand(Tables.Alarms, SpeechFiles.Telephone, Tables.Serious, alarms, turns);

    public static Figure Share(string table, string row, string column, int part, int of)
    {
        var book = new FigureBook();
        book.Share(table, row, column, part, of);
        return book.Figures[0];
    }

    private static Figure PerThousand(string table, string row, string column, int part, int of)
    {
        var book = new FigureBook();
        book.PerThousand(table, row, column, part, of);
        return book.Figures[0];
    }
}
