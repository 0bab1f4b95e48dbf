using CivilLine.Cli.Evaluation;

namespace CivilLine.Cli.Releases;

/// <summary>Two evaluations, figure by figure.</summary>
internal static class Comparison
{
    private static readonly string[] FromPublicData =
    [
        Tables.Alarms, Tables.AlarmsByHead, Tables.Safeguarding, Tables.HeldOut, Tables.Public, Tables.HateCheck, Tables.Identity,
    ];

    public static IReadOnlyList<Difference> Of(Report before, Report after) =>
    [
        .. from figure in after.Figures
           let other = before.Find(figure.Id)
           where other is not null
           select new Difference(other, figure, AreComparable(before, after, figure)),
    ];

    private static bool AreComparable(Report before, Report after, Figure figure)
    {
        // Another machine, or another day on the same one.
        if (figure.Table == Tables.Speed)
            return false;
        if ((FromPublicData.Contains(figure.Table) && !Slices.All.Contains(figure.Column)) || (figure.Table == Tables.Bias && figure.Row != "style"))
            return true;
        var slice = Slices.All.Contains(figure.Column) ? figure.Column : Slices.Both;
        return before.Lines.GetValueOrDefault(slice) == after.Lines.GetValueOrDefault(slice);
    }
}
