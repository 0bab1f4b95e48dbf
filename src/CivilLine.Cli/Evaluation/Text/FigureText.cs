using System.Globalization;

namespace CivilLine.Cli.Evaluation.Text;

/// <summary>How a figure is written: value, 95 % interval, and how many it was counted on.</summary>
internal static class FigureText
{
    public static string Of(Figure figure) => figure switch
    {
        { Low: { } low, High: { } high } => $"{Number(figure.Value, figure.Unit)} ({Bare(low, figure.Unit)}–{Bare(high, figure.Unit)}; {figure.Of})",
        _ => $"{Number(figure.Value, figure.Unit)} ({figure.Of})",
    };

    public static string Number(double value, Unit unit) => Bare(value, unit) + unit switch
    {
        Unit.Share => " %",
        Unit.Ratio => "×",
        Unit.Microseconds => " µs",
        _ => "",
    };

    public static string Limit(double? limit, Goal goal, Unit unit) =>
        limit is { } value ? $"{(goal.HigherIsBetter ? "≥" : "≤")} {Number(value, unit)}" : "";

    private static string Bare(double value, Unit unit) => unit switch
    {
        Unit.Share => Text(100 * value, "0.0"),
        Unit.PerThousand => Text(value, value >= 1 ? "0.00" : "0.000"),
        Unit.Score => Text(value, "0.000"),
        Unit.Ratio => Text(value, "0.00"),
        Unit.Microseconds => Text(value, "0.0"),
        _ => Text(value, "0"),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
