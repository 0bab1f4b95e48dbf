using System.CommandLine;
using static CivilLine.Load.CommonOptions;

namespace CivilLine.Load;

/// <summary><c>run</c>: start, saturation, latency at two rates, memory; a markdown table and a JSON file.</summary>
internal static class LoadCommand
{
    private static readonly Option<Uri?> To = new("--to")
    {
        Description = "A server that runs already; else one is started.",
        CustomParser = result => new Uri(result.Tokens[0].Value),
    };

    private static readonly Option<string?> Key = new("--key") { Description = "Its administrator's key; else CIVILLINE_ADMIN_KEY." };

    private static readonly Option<int> LiveCalls = new("--live-calls")
    {
        Description = "Live calls when memory is read.",
        DefaultValueFactory = _ => 2000,
    };

    private static readonly Option<int> Turns = new("--turns")
    {
        Description = "Fragments in a call.",
        DefaultValueFactory = _ => 60,
    };

    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Fragments a second of the second latency run; the first is a fifth of saturation.",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "The folder of corpus files to speak from.",
        DefaultValueFactory = _ => Repository.Corpora,
    };

    private static readonly Option<FileInfo?> JsonFile = new("--json") { Description = "Where the figures are written as JSON." };

    public static Command Create()
    {
        var command = new Command("run", "Durable fragments a second, alert latency, start time and memory.")
        {
            To, Key, Server, Calls, LiveCalls, Turns, Seconds, Rate, Corpus, JsonFile,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.InvocationConfiguration.Output;
        var phrases = Phrases.Load(parsed.GetValue(Corpus)!);
        var plan = new LoadPlan(
            parsed.GetValue(Calls),
            parsed.GetValue(LiveCalls),
            parsed.GetValue(Turns),
            TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            parsed.GetValue(Rate));
        var progress = parsed.InvocationConfiguration.Error;
        Figures figures;
        await using (var server = await OpenAsync(parsed, cancel))
            figures = await new LoadRun(server, phrases, plan, progress).RunAsync(cancel);
        if (parsed.GetValue(To) is null)
        {
            await progress.WriteLineAsync($"{plan.LiveCalls} live calls");
            await using var server = await OpenAsync(parsed, cancel);
            figures = figures with { LiveBytes = await MemoryRun.RunAsync(server, phrases, plan, cancel) };
        }
        await output.WriteLineAsync(figures.ToMarkdown());
        if (parsed.GetValue(JsonFile) is { } file)
            await File.WriteAllTextAsync(file.FullName, figures.ToJson(), cancel);
        return 0;
    }

    private static async Task<ServerProcess> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(To) is not { } address)
            return await ServerProcess.StartAsync(parsed.GetValue(Server)!, cancel);
        var key = parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable("CIVILLINE_ADMIN_KEY")
            ?? throw new ArgumentException("A running server needs --key or CIVILLINE_ADMIN_KEY.");
        return ServerProcess.Running(address, key);
    }
}
