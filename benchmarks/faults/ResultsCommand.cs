using System.CommandLine;
using System.Globalization;
using System.Text;
using CivilLine.Shared;

namespace CivilLine.Faults;

/// <summary><c>results</c>: runs the experiments, keeps each one's figures, and writes them all down as a page.</summary>
internal static class ResultsCommand
{
    private static readonly Option<string[]> Only = new("--only")
    {
        Description = "Runs these alone; the others' last figures stay.", AllowMultipleArgumentsPerToken = true,
    };

    private static string Folder => Path.Combine(Repository.Root, "benchmarks", "faults", "results");

    private static string Page => Path.Combine(Repository.Root, "benchmarks", "faults", "RESULTS.md");

    public static Command Create(IReadOnlyList<Command> experiments)
    {
        var command = new Command("results", "Runs every experiment as its help says, and writes benchmarks/faults/RESULTS.md.") { Only };
        command.SetAction((parsed, cancel) => RunAsync(experiments, parsed, cancel));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<Command> experiments, ParseResult parsed, CancellationToken cancel)
    {
        var names = parsed.GetValue(Only) is { Length: > 0 } only ? only : [.. experiments.Select(experiment => experiment.Name)];
        if (names.Except(experiments.Select(experiment => experiment.Name)).FirstOrDefault() is { } unknown)
            throw new FaultException($"there is no experiment '{unknown}'; there are {string.Join(", ", experiments.Select(one => one.Name))}");
        Directory.CreateDirectory(Folder);
        var failed = 0;
        foreach (var experiment in experiments.Where(experiment => names.Contains(experiment.Name)))
            failed += await experiment.Parse(["--out", FileOf(experiment)]).InvokeAsync(cancellationToken: cancel) == 0 ? 0 : 1;
        await File.WriteAllTextAsync(Page, Write(experiments), cancel);
        return failed == 0 ? 0 : 1;
    }

    private static string Write(IReadOnlyList<Command> experiments)
    {
        var page = new StringBuilder();
        page.AppendLine("# What was broken, and what was lost").AppendLine();
        page.AppendLine("Written by `dotnet run -c Release --project benchmarks/faults -- results`, each part when it was last run.");
        foreach (var experiment in experiments.Where(experiment => File.Exists(FileOf(experiment))))
        {
            var report = Report.Read(FileOf(experiment));
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## `{report.Name}`").AppendLine();
            page.AppendLine(experiment.Description).AppendLine();
            page.AppendLine(CultureInfo.InvariantCulture, $"{report.At:d MMMM yyyy}, {report.Processors} processors, shared with the driver.").AppendLine();
            page.AppendLine("| | |").AppendLine("| --- | ---: |");
            foreach (var (what, value) in report.Figures)
                page.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {Report.Told(value)} |");
            page.AppendLine(CultureInfo.InvariantCulture, $"| **found wrong** | **{report.Wrong.Count}** |");
            page.AppendLine();
            foreach (var wrong in report.Wrong)
                page.Append("- ").AppendLine(wrong.Trim());
            page.Append(report.Charts);
        }

        return page.ToString();
    }

    private static string FileOf(Command experiment) => Path.Combine(Folder, experiment.Name + ".json");
}
