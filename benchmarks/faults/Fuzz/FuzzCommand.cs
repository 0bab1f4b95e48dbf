using System.CommandLine;
using System.Globalization;
using static CivilLine.Shared.ServerOption;

namespace CivilLine.Faults.Fuzz;

/// <summary><c>fuzz</c>: every parser on the way in, with input that it was not made for.</summary>
internal static class FuzzCommand
{
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

    private static readonly Option<int> AtOnce = new("--at-once")
    {
        Description = "Targets that are tried at the same time, each by a process of its own.", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> Learn = new("--learn") { Description = "Keeps in the corpus what went new ways through the code." };

    /// <summary>Where the process that was started to do the work leaves its input and its figures.</summary>
    private static readonly Option<string?> Within = new("--within") { Hidden = true };

    public static Command Create() => Experiment.Create(
        "fuzz",
        "Feeds every parser on the way in with input that it was not made for, guided by the ways that inputs take through the code.",
        [Only, Seconds, Inputs, Seed, Margin, AtOnce, Learn, Server, Within],
        (parsed, cancel) => parsed.GetValue(Within) is { } folder
            ? new FuzzWork(
                parsed.GetValue(Only) ?? [], TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Inputs), parsed.GetValue(Seed),
                parsed.GetValue(Margin), parsed.GetValue(Learn), parsed.GetValue(Server)!).RunAsync(folder, parsed.InvocationConfiguration.Error, cancel)
            : StartAsync(parsed, cancel));

    private static async Task<Report> StartAsync(ParseResult parsed, CancellationToken cancel)
    {
        var only = parsed.GetValue(Only) ?? [];
        await using var server = new LentServer(parsed.GetValue(Server)!);
        string[] names = [.. FuzzWork.Targets(server).Select(target => target.Name)
            .Where(name => only.Length == 0 || only.Any(start => name.StartsWith(start, StringComparison.Ordinal)))];
        if (names.Length == 0)
            throw new FaultException($"no target's name begins with {string.Join(" or ", only)}");
        var shares = names.Select((name, i) => (name, i)).GroupBy(one => one.i % parsed.GetValue(AtOnce), one => one.name);
        var reports = await Task.WhenAll(shares.Select(share => ShareAsync(parsed, [.. share], cancel)));
        return FuzzWork.Sum(reports);
    }

    private static async Task<Report> ShareAsync(ParseResult parsed, string[] targets, CancellationToken cancel)
    {
        using var instrumented = Instrumented.Make();
        string[] arguments =
        [
            "fuzz", "--within", instrumented.Folder, "--server", parsed.GetValue(Server)!, "--out", instrumented.Report,
            "--seconds", parsed.GetValue(Seconds).ToString(CultureInfo.InvariantCulture), "--seed", parsed.GetValue(Seed).ToString(CultureInfo.InvariantCulture),
            "--inputs", parsed.GetValue(Inputs).ToString(CultureInfo.InvariantCulture),
            "--margin", parsed.GetValue(Margin).ToString(CultureInfo.InvariantCulture),
            .. parsed.GetValue(Learn) ? ["--learn"] : Array.Empty<string>(),
            .. targets.SelectMany(target => new[] { "--target", target }),
        ];
        var code = await instrumented.RunAsync(arguments, cancel);
        if (File.Exists(instrumented.Report))
            return Report.Read(instrumented.Report);
        if (!File.Exists(instrumented.CurrentInput) || CurrentInput.Read(instrumented.CurrentInput) is not var (target, input))
            throw new FaultException($"the process ended with {code} before it read anything");
        return new Report("fuzz", new Dictionary<string, double>(), [$"{target}: the process ended with {code}; {Corpus.KeepFound(target, input)}"]);
    }
}
