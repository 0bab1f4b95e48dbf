using System.CommandLine;
using System.Globalization;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Kills;

/// <summary><c>kills</c>: SIGKILL at random moments under load; what was kept must be what it would be without.</summary>
internal static class KillsCommand
{
    private static readonly Option<int> Kills = new("--kills") { Description = "How many.", DefaultValueFactory = _ => 200 };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "Ends sooner where this time is over.",
        DefaultValueFactory = _ => 3600,
    };

    private static readonly Option<int> Calls = new("--calls") { Description = "Calls at a time.", DefaultValueFactory = _ => 24 };

    private static readonly Option<int> Seed = new("--seed") { Description = "Of the moments.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("kills", "Kills the server (SIGKILL) at random moments under load, and compares what is kept with a run without kills.")
        {
            Server, Kills, Seconds, Calls, Seed,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var plan = new KillPlan(
            parsed.GetValue(Server)!, parsed.GetValue(Kills), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Calls), parsed.GetValue(Seed));
        var figures = await new KillRun(plan, parsed.InvocationConfiguration.Error).RunAsync(cancel);
        var output = parsed.InvocationConfiguration.Output;
        foreach (var wrong in figures.Wrong)
            await output.WriteLineAsync(wrong);
        var tally = figures.Tally;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Kills} kills ({figures.WhileStarting} while starting) in {figures.Took.TotalMinutes:F1} min; {tally.Calls.Count} calls, {tally.Events} events acknowledged, {tally.Acts} acts, {tally.Cuts} answers cut off, {figures.Alerts} alerts, {figures.Subscriptions} subscriptions; {figures.Wrong.Count} found wrong"));
        return figures.Wrong.Count == 0 ? 0 : 1;
    }
}
