using System.CommandLine;
using static CivilLine.Load.CommonOptions;

namespace CivilLine.Load;

/// <summary><c>hanging-webhook</c>: latency without a webhook, and with endpoints that answer and that never do.</summary>
internal static class HangCommand
{
    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each way is measured, turn about.",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Fragments a second.",
        DefaultValueFactory = _ => 1000,
    };

    public static Command Create()
    {
        var command = new Command("hanging-webhook", "Latency without a webhook, with one that answers and with one that never does, turn about on one server.")
        {
            Server, Rounds, Seconds, Rate, Calls,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var plan = new HangPlan(
            parsed.GetValue(Rounds), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Rate), parsed.GetValue(Calls), Turns: 60);
        // Our endpoint is on loopback, where webhooks may not go unless they are told so.
        await using var server = await ServerProcess.StartAsync(
            parsed.GetValue(Server)!, cancel, "--Notify:AllowedNetworks:0=127.0.0.0/8");
        var run = new HangRun(server, Phrases.Load(Repository.Corpora), plan, parsed.InvocationConfiguration.Error);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(await run.RunAsync(cancel));
        return 0;
    }
}
