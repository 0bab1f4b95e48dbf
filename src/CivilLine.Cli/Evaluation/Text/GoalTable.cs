namespace CivilLine.Cli.Evaluation.Text;

/// <summary>Every figure that has a goal, in one table: what it must reach, what is hoped for, and whether it does.</summary>
internal static class GoalTable
{
    public static void Write(TextWriter text, Report report)
    {
        var hasNew = report.Figures.Any(figure => figure.Goal is not null && figure.Column == Slices.New);
        text.WriteLine($"| what | measured | must | | aim | |{(hasNew ? " frozen lines alone | new lines alone |" : "")}");
        text.WriteLine($"| --- | --- | --- | --- | --- | --- |{(hasNew ? " --- | --- |" : "")}");
        foreach (var figure in report.Figures.Where(figure => figure.Goal is not null && figure.Column is not (Slices.Frozen or Slices.New)))
        {
            var slices = hasNew ? $" {Slice(report, figure, Slices.Frozen)} | {Slice(report, figure, Slices.New)} |" : "";
            text.WriteLine(
                $"| {Name(figure)} | {FigureText.Of(figure)} "
                + $"| {FigureText.Limit(figure.Goal!.Must, figure.Goal, figure.Unit)}{(figure.Goal.ByBound ? ", upper bound" : "")} | {Met(figure.MeetsMust)} "
                + $"| {FigureText.Limit(figure.Goal.Aim, figure.Goal, figure.Unit)} | {Met(figure.MeetsAim)} |{slices}");
        }
        var musts = report.Figures.Where(figure => figure.MeetsMust is not null && figure.Column is not (Slices.Frozen or Slices.New)).ToArray();
        text.WriteLine();
        text.WriteLine($"{musts.Count(figure => figure.MeetsMust == true)} of {musts.Length} musts are met.");
    }

    private static string Name(Figure figure) =>
        figure.Column == Slices.Both ? $"{figure.Table}: {figure.Row}" : $"{figure.Table}: {figure.Row}, {figure.Column}";

    private static string Slice(Report report, Figure figure, string slice) =>
        figure.Column == Slices.Both && report.Find($"{figure.Table}/{figure.Row}/{slice}") is { } part
            ? FigureText.Of(part) + (part.MeetsMust == false ? " short" : "")
            : "";

    private static string Met(bool? met) => met switch { true => "met", false => "**short**", _ => "" };
}
