using System.CommandLine;

namespace CivilLine.Cli.Streaming;

/// <summary><c>civilline stream FILE --to URL</c>: plays a script into a server and reports what became of it.</summary>
internal static class StreamCommand
{
    private static readonly Argument<FileInfo> File = new("FILE")
    {
        Description = "Contract events, or whole calls in the form of the corpus's calls.jsonl; one JSON object a line.",
    };

    private static readonly Option<Uri> To = new("--to")
    {
        Description = "The server's address.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
    };

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "How many times faster than speech; 0 sends as fast as it is taken.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "The source's key; else the variable CIVILLINE_KEY.",
    };

    private static readonly Option<bool> Http = new("--http")
    {
        Description = "Send NDJSON over HTTP instead of a WebSocket.",
    };

    private static readonly Option<bool> Loop = new("--loop")
    {
        Description = "Play again and again, with new call ids each time, until stopped.",
    };

    private static readonly Option<string> CallPrefix = new("--call-prefix")
    {
        Description = "Put before every call id.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<bool> WithInterims = new("--interims")
    {
        Description = "Whole calls: let each turn grow word by word before its final.",
    };

    private static readonly Option<double> Stagger = new("--stagger")
    {
        Description = "Whole calls: seconds between the starts of two calls.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<string?> Team = new("--team") { Description = "Whole calls: the team they belong to." };

    private static readonly Option<string?> Agent = new("--agent") { Description = "Whole calls: the agent who takes them." };

    private static readonly Option<int> Retries = new("--retries")
    {
        Description = "How often a lost connection is tried again, with growing pauses, before giving up.",
        DefaultValueFactory = _ => 8,
    };

    public static Command Create()
    {
        Speed.Validators.Add(result => Require(
            result.GetValueOrDefault<double>() is >= 0 and <= 1000, "--speed must be from 0 to 1000.", result.AddError));
        Stagger.Validators.Add(result => Require(
            result.GetValueOrDefault<double>() is >= 0 and <= 3600, "--stagger must be from 0 to 3600 seconds.", result.AddError));
        Retries.Validators.Add(result => Require(
            result.GetValueOrDefault<int>() is >= 1 and <= 1000, "--retries must be from 1 to 1000.", result.AddError));
        To.Validators.Add(result => Require(
            result.GetValueOrDefault<Uri>() is { IsAbsoluteUri: true, Scheme: "http" or "https" },
            "--to must be an http or https address.", result.AddError));
        var command = new Command("stream", "Play transcript events or whole calls into a server.")
        {
            File, To, Speed, Key, Http, Loop, CallPrefix, WithInterims, Stagger, Team, Agent, Retries,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var play = new Play(
            parsed.GetValue(File)!,
            parsed.GetValue(To)!,
            parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable("CIVILLINE_KEY"),
            parsed.GetValue(Http),
            parsed.GetValue(Loop),
            parsed.GetValue(Retries),
            new ScriptSettings(
                default,
                parsed.GetValue(Speed),
                parsed.GetValue(CallPrefix)!,
                Stagger: TimeSpan.FromSeconds(parsed.GetValue(Stagger)),
                Interims: parsed.GetValue(WithInterims),
                Team: parsed.GetValue(Team),
                AgentId: parsed.GetValue(Agent)));
        return play.RunAsync(
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, TimeProvider.System, cancel);
    }

    private static void Require(bool holds, string rule, Action<string> addError)
    {
        if (!holds)
            addError(rule);
    }
}
