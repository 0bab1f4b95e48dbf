using System.Globalization;
using CivilLine.Faults.Fuzz.Targets;

namespace CivilLine.Faults.Fuzz;

/// <summary>Feeds its targets one after the other, in the process whose parsers count the ways that are taken through them.</summary>
/// <param name="names">Of the targets, each whole.</param>
/// <param name="time">For each target, and so is <paramref name="inputs"/>.</param>
/// <param name="server">The built server's assembly.</param>
internal sealed class FuzzWork(string[] names, TimeSpan time, long inputs, int seed, double margin, bool learn, string server)
{
    private const string Parsers = "parsers", Executions = "inputs", Ways = "ways through their code", Each = "seconds each",
        Slowest = "dearest input, share of its limit of processor time", Fattest = "of memory";

    /// <summary>One input may be read for so long, whatever else the machine does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IEnumerable<FuzzTarget> Targets(LentServer server) => [.. Fuzz.Targets.Targets.Parsers(), new RestTarget(server.OpenAsync)];

    /// <param name="folder">Where the input that is being read is kept.</param>
    /// <param name="told">What each target came to, as soon as it has.</param>
    public async Task<Report> RunAsync(string folder, TextWriter told, CancellationToken cancel)
    {
        Coverage.Begin();
        FuzzLimits.Margin = margin;
        using var current = new CurrentInput(Path.Combine(folder, Instrumented.CurrentName), Patience);
        await using var lent = new LentServer(server);
        var reports = new List<Report>();
        foreach (var target in Targets(lent).Where(target => names.Contains(target.Name)))
        {
            reports.Add(await FeedAsync(target, current, told, cancel));
            (target as IDisposable)?.Dispose();
        }
        return Sum(reports);
    }

    /// <summary>What several came to: inputs and ways together, and of what one input took the most.</summary>
    public static Report Sum(IReadOnlyCollection<Report> reports)
    {
        double Total(string figure) => reports.Sum(report => report.Figures.GetValueOrDefault(figure));
        double Most(string figure) => reports.Max(report => report.Figures.GetValueOrDefault(figure));
        return new Report(
            "fuzz",
            new Dictionary<string, double>
            {
                [Parsers] = Total(Parsers), [Executions] = Total(Executions), [Ways] = Total(Ways), [Each] = Most(Each),
                [Slowest] = Most(Slowest), [Fattest] = Most(Fattest),
            },
            [.. reports.SelectMany(report => report.Wrong)]);
    }

    private async Task<Report> FeedAsync(FuzzTarget target, CurrentInput current, TextWriter told, CancellationToken cancel)
    {
        var loop = new FuzzLoop(target, seed, current);
        await loop.RunAsync(time, inputs, cancel);
        await told.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name,-36} {loop.Executions,10:N0} inputs, {loop.Ways,5} ways; dearest {loop.Slowest.Milliseconds:F1} ms for {loop.Slowest.Bytes:N0} bytes ({loop.Slowest.Share:P0} of its limit), {loop.Fattest.Allocated:N0} bytes allocated for {loop.Fattest.Bytes:N0} ({loop.Fattest.Share:P0}); {loop.Wrong.Count} wrong"));
        foreach (var found in loop.Wrong)
            await told.WriteLineAsync(found);
        if (learn)
            Learnt.Keep(target, loop.Learned);
        return new Report(
            "fuzz",
            new Dictionary<string, double>
            {
                [Parsers] = 1, [Executions] = loop.Executions, [Ways] = loop.Ways, [Each] = time.TotalSeconds,
                [Slowest] = loop.Slowest.Share, [Fattest] = loop.Fattest.Share,
            },
            [.. loop.Wrong.Select(found => found.Split('\n')[0])]);
    }
}
