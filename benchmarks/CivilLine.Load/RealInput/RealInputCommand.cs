using System.CommandLine;
using System.Text.Json;
using static CivilLine.Load.CommonOptions;

namespace CivilLine.Load.RealInput;

/// <summary><c>real-input</c>: how many alerts real, harmless talk raises in the running service.</summary>
internal static class RealInputCommand
{
    private static readonly Option<int> Turns = new("--turns")
    {
        Description = "How many turns, shared evenly by the files.",
        DefaultValueFactory = _ => 20_000,
    };

    private static readonly Option<string?> Only = new("--only")
    {
        Description = "One file, for example eval/bt_oasis_part1.tsv.gz; all of it unless --turns says less. Counts alone are reported.",
    };

    private static readonly Option<FileInfo?> Worst = new("--worst")
    {
        Description = "Where the ten highest-scored alerts are written with their words: outside the repository.",
    };

    public static Command Create()
    {
        var command = new Command("real-input", "Stream real, harmless talk through the service and count the alerts.")
        {
            Data, Turns, Only, Worst, Server,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var only = parsed.GetValue(Only);
        var worst = only is null ? parsed.GetValue(Worst) : null;
        if (!await OthersWords.MayLieInAsync(worst, "--worst", errors))
            return 2;
        var data = parsed.GetValue(Data)!;
        IReadOnlyList<string> files = only is null
            ? [.. Directory.EnumerateFiles(Path.Combine(data.FullName, "benign"), "*.tsv.gz").OrderBy(file => new FileInfo(file).Length)]
            : [Path.Combine(data.FullName, only)];
        var dialogues = Sample.Draw(files, parsed.GetValue(Turns));
        await using var server = await ServerProcess.StartAsync(parsed.GetValue(Server)!, cancel);
        using var http = server.Client();
        var replay = new Replay(http);
        await replay.RunAsync(dialogues, cancel);
        var alerts = new List<JsonElement>();
        await foreach (var alert in StoredAlerts.ReadAsync(http, cancel))
            alerts.Add(alert);
        var report = AlertReport.Of(dialogues, alerts);
        await output.WriteLineAsync(report.ToMarkdown(replay));
        if (worst is not null)
            await File.WriteAllLinesAsync(worst.FullName, AlertReport.Worst(alerts, 10), cancel);
        return 0;
    }
}
