using System.CommandLine;

namespace CivilLine.Cli.Streaming;

/// <summary><c>civilline stream FILE --to URL</c>: plays a script into a server and reports what became of it.</summary>
internal static class StreamCommand
{
    private static readonly Argument<FileInfo> File = new("FILE")
    {
        Description = "Contract events, or whole calls in the form of the corpus's calls.jsonl, one JSON object a line. With --source, a vendor's own messages: one a line (a form body is one a line too), or a single one.",
    };

    private static readonly Option<Uri> To = ServerAddress.Option();

    private static readonly Option<double> Speed =
        Number("--speed", "How many times faster than speech; 0 sends as fast as it is taken.", usual: 1, most: 1000);

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "The source's key, or with --source its secret; else the variable CIVILLINE_KEY.",
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

    private static readonly Option<double> Stagger =
        Number("--stagger", "Whole calls: seconds between the starts of two calls.", usual: 3, most: 3600);

    private static readonly Option<string?> Team = new("--team") { Description = "Whole calls: the team they belong to." };

    private static readonly Option<string?> Agent = new("--agent") { Description = "Whole calls: the agent who takes them." };

    private static readonly Option<double> Retries = Number(
        "--retries", "How often in a row a lost connection is tried again, with growing pauses, before giving up.", usual: 8, most: 1000);

    public static Command Create()
    {
        var command = new Command("stream",
            """
            Play transcript events, whole calls or a vendor's own messages into a server.
              civilline stream calls.jsonl --to http://127.0.0.1:5080 --key KEY
              civilline stream gladia.ndjson --source gladia --key SECRET --speed 4
              civilline stream gladia.ndjson --source gladia --key SECRET --mapping gladia   at the pace of its words
            """)
        {
            File, To, Speed, Key, Http, Loop, CallPrefix, WithInterims, Stagger, Team, Agent, Retries,
        };
        SourceOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            Option[] others = [Http, Loop, CallPrefix, WithInterims, Stagger, Team, Agent];
            if (result.GetResult(SourceOptions.Source) is null)
                others = [.. SourceOptions.All.Skip(1)];
            foreach (var other in others.Where(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"{other.Name} is {(SourceOptions.All.Contains(other) ? "for vendors' own messages: give --source too" : "not for vendors' own messages, as --source has them")}.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(SourceOptions.Source) is not null)
        {
            return SourceOptions.RunAsync(
                parsed, parsed.GetValue(File)!, parsed.GetValue(To)!, parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable("CIVILLINE_KEY"),
                parsed.GetValue(Speed), Math.Max(1, (int)parsed.GetValue(Retries)), cancel);
        }

        var play = new Play(
            parsed.GetValue(File)!,
            parsed.GetValue(To)!,
            parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable("CIVILLINE_KEY"),
            parsed.GetValue(Http),
            parsed.GetValue(Loop),
            Math.Max(1, (int)parsed.GetValue(Retries)),
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

    internal static Option<double> Number(string name, string description, double usual, double most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<double>() is not (var given and >= 0) || given > most)
                    result.AddError($"{name} must be a number from 0 to {most}.");
            },
        },
    };
}
