using CivilLine.Cli.Evaluation.Statistics;
using CivilLine.Cli.Training;
using CivilLine.Scoring;

namespace CivilLine.Cli.Evaluation.Lines;

/// <summary>
/// What a score promises, on a day's mix: ordinary talk that was held out, and the test lines weighed down until one
/// turn in a hundred is abusive.
/// </summary>
internal static class CalibrationFigures
{
    private const double Abusive = 0.01;

    public static void Add(FigureBook book, JudgedLine[] lines, IReadOnlyList<(BenignTurn Turn, Assessment Said)> turns)
    {
        foreach (var source in turns.GroupBy(turn => turn.Turn.Source))
            AddAlarms(book, source.Key, [.. source.Select(turn => turn.Said)]);
        AddAlarms(book, "all", [.. turns.Select(turn => turn.Said)]);
        if (turns.Count == 0)
            return;
        var weight = Weight(lines.Count(line => !line.IsClean), lines.Length, turns.Count);
        foreach (var category in Enum.GetValues<Category>())
        {
            Weighed[] rows =
            [
                .. turns.Select(turn => new Weighed(turn.Said.Scores[category], false, 1)),
                .. lines.Select(line => new Weighed(line.Said.Scores[category], line.Labels.Contains(category), weight)),
            ];
            book.Value(
                Tables.Calibration, HeadNames.Of(category), Tables.Error, CalibrationError.Of(rows),
                CalibrationError.IntervalOf(rows), rows.Length, Unit.Score);
        }
    }

    /// <summary>The weight of a test line beside a turn's 1.</summary>
    internal static double Weight(int abusive, int lines, int turns) => Abusive * turns / (abusive - (Abusive * lines));

    private static void AddAlarms(FigureBook book, string source, Assessment[] said)
    {
        book.PerThousand(Tables.HeldOut, source, "any category", said.Count(turn => !turn.Categories.IsEmpty), said.Length);
        foreach (var category in Enum.GetValues<Category>())
            book.PerThousand(Tables.HeldOut, source, HeadNames.Of(category), said.Count(turn => turn.Categories.Contains(category)), said.Length);
    }
}
