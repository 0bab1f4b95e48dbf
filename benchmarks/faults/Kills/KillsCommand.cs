using System.CommandLine;
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

    public static Command Create() => Experiment.Create(
        "kills",
        "Kills the server (SIGKILL) at random moments under load, and compares what is kept with a run without kills.",
        [Server, Kills, Seconds, Calls, Seed],
        RunAsync);

    private static async Task<Report> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var plan = new KillPlan(
            parsed.GetValue(Server)!, parsed.GetValue(Kills), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Calls), parsed.GetValue(Seed));
        var figures = await new KillRun(plan, parsed.InvocationConfiguration.Error).RunAsync(cancel);
        var tally = figures.Tally;
        return new Report(
            "kills",
            new Dictionary<string, double>
            {
                ["kills"] = figures.Kills,
                ["of them while starting"] = figures.WhileStarting,
                ["minutes"] = figures.Took.TotalMinutes,
                ["calls"] = tally.Calls.Count,
                ["events acknowledged"] = tally.Events,
                ["acts"] = tally.Acts,
                ["answers cut off"] = tally.Cuts,
                ["alerts"] = figures.Alerts,
                ["subscriptions of the page"] = figures.Subscriptions,
            },
            figures.Wrong);
    }
}
