using System.Collections.Frozen;
using CivilLine.Cli.Evaluation;

namespace CivilLine.Cli.Releases;

/// <summary>Whether more of a figure is better.</summary>
internal static class Directions
{
    private static readonly FrozenSet<string> LessIsBetter = FrozenSet.Create(
        Tables.Alarms, Tables.AlarmsByHead, Tables.HeldOut, Tables.Safeguarding, Tables.Calibration, Tables.Styles,
        Tables.Identity, Tables.Bias, Tables.Speed);

    private static readonly FrozenSet<string> Falls = FrozenSet.Create(Tables.Fall, "clean flagged before", "clean flagged after", "clean flagged");

    public static bool HigherIsBetter(Figure figure) =>
        figure.Goal?.HigherIsBetter
        ?? !(LessIsBetter.Contains(figure.Table) || Falls.Contains(figure.Column)
            || figure.Row.StartsWith("clean ", StringComparison.Ordinal) || figure.Row.EndsWith("turns flagged", StringComparison.Ordinal));
}
