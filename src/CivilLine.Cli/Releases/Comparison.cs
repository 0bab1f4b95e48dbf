using CivilLine.Cli.Evaluation;

namespace CivilLine.Cli.Releases;

/// <summary>Two evaluations, figure by figure.</summary>
internal static class Comparison
{
    private static readonly string[] FromPublicData =
    [
        Tables.Alarms, Tables.AlarmsByHead, Tables.Safeguarding, Tables.HeldOut, Tables.Public, Tables.HateCheck, Tables.Identity, Tables.Speed,
    ];

    public static IReadOnlyList<Difference> Of(Report before, Report after) =>
    [
        .. from figure in after.Figures
           let other = before.Find(figure.Id)
           where other is not null
           select new Difference(other, figure, AreSameLines(before, after, figure)),
    ];

    private static bool AreSameLines(Report before, Report after, Figure figure)
    {
        if ((FromPublicData.Contains(figure.Table) && !Slices.All.Contains(figure.Column)) || (figure.Table == Tables.Bias && figure.Row != "style"))
            return true;
        var slice = Slices.All.Contains(figure.Column) ? figure.Column : Slices.Both;
        return before.Lines.GetValueOrDefault(slice) == after.Lines.GetValueOrDefault(slice);
    }
}
