using System.CommandLine;
using System.Globalization;
using CivilLine.Faults.Fuzz.Targets;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Fuzz;

/// <summary><c>fuzz</c>: every parser on the way in, with input that it was not made for.</summary>
internal static class FuzzCommand
{
    /// <summary>One input may be read for so long, whatever else the machine does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Option<string[]> Only = new("--target")
    {
        Description = "These alone, or all whose names begin so.", AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double> Seconds = new("--seconds") { Description = "For each target.", DefaultValueFactory = _ => 600 };

    private static readonly Option<int> Seed = new("--seed") { Description = "Of the changes.", DefaultValueFactory = _ => 1 };

    private static readonly Option<long> Inputs = new("--inputs")
    {
        Description = "For each target at most: with one seed the same are tried each time.", DefaultValueFactory = _ => long.MaxValue,
    };

    private static readonly Option<double> Margin = new("--margin")
    {
        Description = "How many times its limits of time and memory an input may take before it counts.", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> Learn = new("--learn") { Description = "Keeps in the corpus what went new ways through the code." };

    /// <summary>Where the process that was started to do the work leaves its input and its figures.</summary>
    private static readonly Option<string?> Within = new("--within") { Hidden = true };

    public static Command Create() => Experiment.Create(
        "fuzz",
        "Feeds every parser on the way in with input that it was not made for, guided by the ways that inputs take through the code.",
        [Only, Seconds, Inputs, Seed, Margin, Learn, Server, Within],
        (parsed, cancel) => parsed.GetValue(Within) is { } folder ? WorkAsync(parsed, folder, cancel) : StartAsync(parsed, cancel));

    private static async Task<Report> StartAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var instrumented = Instrumented.Make();
        string[] arguments =
        [
            "fuzz", "--within", instrumented.Folder, "--server", parsed.GetValue(Server)!, "--out", instrumented.Report,
            "--seconds", parsed.GetValue(Seconds).ToString(CultureInfo.InvariantCulture), "--seed", parsed.GetValue(Seed).ToString(CultureInfo.InvariantCulture),
            "--inputs", parsed.GetValue(Inputs).ToString(CultureInfo.InvariantCulture),
            "--margin", parsed.GetValue(Margin).ToString(CultureInfo.InvariantCulture),
            .. parsed.GetValue(Learn) ? ["--learn"] : Array.Empty<string>(),
            .. (parsed.GetValue(Only) ?? []).SelectMany(only => new[] { "--target", only }),
        ];
        var code = await instrumented.RunAsync(arguments, cancel);
        if (File.Exists(instrumented.Report))
            return Report.Read(instrumented.Report);
        if (!File.Exists(instrumented.CurrentInput) || CurrentInput.Read(instrumented.CurrentInput) is not var (target, input))
            throw new FaultException($"the process ended with {code} before it read anything");
        return new Report("fuzz", new Dictionary<string, double>(), [$"{target}: the process ended with {code}; {Corpus.KeepFound(target, input)}"]);
    }

    private static async Task<Report> WorkAsync(ParseResult parsed, string folder, CancellationToken cancel)
    {
        Coverage.Begin();
        FuzzLimits.Margin = parsed.GetValue(Margin);
        var only = parsed.GetValue(Only) ?? [];
        var error = parsed.InvocationConfiguration.Error;
        var (executions, targets, ways, slowest, fattest) = (0L, 0, 0, 0.0, 0.0);
        var wrong = new List<string>();
        using var current = new CurrentInput(Path.Combine(folder, Instrumented.CurrentName), Patience);
        await using var server = new LentServer(parsed.GetValue(Server)!);
        FuzzTarget[] all = [.. Targets.Targets.Parsers(), new RestTarget(server.OpenAsync)];
        foreach (var target in all.Where(target => only.Length == 0 || only.Any(name => target.Name.StartsWith(name, StringComparison.Ordinal))))
        {
            var loop = new FuzzLoop(target, parsed.GetValue(Seed), current);
            await loop.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Inputs), cancel);
            await error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{target.Name,-36} {loop.Executions,10:N0} inputs, {loop.Ways,5} ways; dearest {loop.Slowest.Milliseconds:F1} ms for {loop.Slowest.Bytes:N0} bytes ({loop.Slowest.Share:P0} of its limit), {loop.Fattest.Allocated:N0} bytes allocated for {loop.Fattest.Bytes:N0} ({loop.Fattest.Share:P0}); {loop.Wrong.Count} wrong"));
            foreach (var found in loop.Wrong)
                await error.WriteLineAsync(found);
            if (parsed.GetValue(Learn))
                Learnt.Keep(target, loop.Learned);
            executions += loop.Executions;
            targets++;
            ways += loop.Ways;
            slowest = Math.Max(slowest, loop.Slowest.Share);
            fattest = Math.Max(fattest, loop.Fattest.Share);
            wrong.AddRange(loop.Wrong.Select(found => found.Split('\n')[0]));
            (target as IDisposable)?.Dispose();
        }
        return new Report(
            "fuzz",
            new Dictionary<string, double>
            {
                ["parsers"] = targets,
                ["inputs"] = executions,
                ["ways through their code"] = ways,
                ["seconds each"] = parsed.GetValue(Seconds),
                ["dearest input, share of its limit of processor time"] = slowest,
                ["of memory"] = fattest,
            },
            wrong);
    }
}
