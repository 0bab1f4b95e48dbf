using System.CommandLine;

namespace CivilLine.Faults;

/// <summary>One way to break the service: a subcommand that tells its figures and fails where anything was wrong.</summary>
internal static class Experiment
{
    private static readonly Option<string?> Out = new("--out") { Description = "A file for the figures, as JSON." };

    public static Command Create(
        string name, string description, IEnumerable<Option> options, Func<ParseResult, CancellationToken, Task<Report>> run)
    {
        var command = new Command(name, description);
        foreach (var option in options.Append(Out))
            command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            var report = await run(parsed, cancel);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var wrong in report.Wrong)
                await output.WriteLineAsync(wrong);
            await output.WriteLineAsync(report.ToString());
            if (parsed.GetValue(Out) is { } file)
                await report.WriteAsync(file, cancel);
            return report.Wrong.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
