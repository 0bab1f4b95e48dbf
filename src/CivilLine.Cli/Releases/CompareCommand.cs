using System.CommandLine;
using CivilLine.Cli.Evaluation;
using CivilLine.Cli.Evaluation.Text;

namespace CivilLine.Cli.Releases;

/// <summary><c>civilline compare</c>: two evaluations side by side.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "An evaluation.json, or a folder with one: a bundle, for example." };
        var after = new Argument<string>("after") { Description = "The same for the other model." };
        var all = new Option<bool>("--all") { Description = "Every figure; without it those with a goal or a guard, and those that differ beyond the interval." };
        var command = new Command("compare", "Puts two evaluations side by side and says which differences are more than chance.") { before, after, all };
        command.SetAction(parsed =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var (one, other) = (ReportFile.Read(parsed.GetRequiredValue(before)), ReportFile.Read(parsed.GetRequiredValue(after)));
                Write(output, one, other, parsed.GetValue(all));
                return 0;
            }
            catch (InvalidDataException error)
            {
                errors.WriteLine(error.Message);
                return 2;
            }
        });
        return command;
    }

    private static void Write(TextWriter output, Report before, Report after, bool all)
    {
        var differences = Comparison.Of(before, after);
        output.WriteLine($"| figure | {before.Model} | {after.Model} | difference | |");
        output.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var difference in differences.Where(difference => all || IsTelling(difference)))
        {
            output.WriteLine(
                $"| {difference.Id} | {FigureText.Of(difference.Before)} | {FigureText.Of(difference.After)} "
                + $"| {Signed(difference)} | {Verdict(difference)} |");
        }
        output.WriteLine();
        output.WriteLine(
            $"Beyond the interval: {differences.Count(difference => difference.IsBeyond && difference.Worsening < 0)} better, "
            + $"{differences.Count(difference => difference.IsBeyond && difference.Worsening > 0)} worse, of {differences.Count} figures.");
    }

    private static bool IsTelling(Difference difference) =>
        difference.IsBeyond || difference.After.Goal is not null || Guards.Of(difference.After) is not null;

    private static string Signed(Difference difference) =>
        (difference.Value > 0 ? "+" : "") + FigureText.Number(difference.Value, difference.After.Unit);

    private static string Verdict(Difference difference) => difference switch
    {
        { IsComparable: false } => "not comparable",
        { IsBeyond: true, Worsening: < 0 } => "better",
        { IsBeyond: true } => "**worse**",
        _ => "",
    };
}
