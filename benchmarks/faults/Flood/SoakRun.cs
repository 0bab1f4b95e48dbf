using System.Globalization;
using System.Text;
using CivilLine.Shared;

namespace CivilLine.Faults.Flood;

/// <summary>Half of what the server can take, for long: what must not grow must not grow.</summary>
internal sealed class SoakRun(string assembly, TimeSpan duration, TextWriter progress)
{
    private const int Keys = 4;
    private const int SocketsEach = 2;
    private const int Calls = 200;
    private const int SamplesInChart = 60;

    // What is filled once (calls in memory, the store's cache, compiled code) is full after a quarter of the time.
    private const double Settled = 0.25;
    private const double MemoryAllowedMb = 60;
    private const double HandlesAllowed = 20;
    private const double SlowerAllowed = 1.5;

    private readonly List<Sample> _samples = [];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var server = await FloodServer.StartAsync(assembly, cancel);
        await using var sources = await Sources.OpenAsync(server.Administrator, Keys, SocketsEach, cancel);
        var phrases = Phrases.Load(Repository.Corpora);
        var capacity = await Capacity.FindAsync(sources, phrases, Calls, progress, cancel);
        await progress.WriteLineAsync($"{capacity.Rate / 2:F0} events/s, half of the capacity, for {duration.TotalMinutes:F0} min");
        var started = TimeProvider.System.GetTimestamp();
        var every = duration / 180;
        var tally = await sources.PlayAsync(new FloodCalls(phrases, "soak", Calls, 1), capacity.Rate / 2, duration, cancel, tally =>
        {
            var at = TimeProvider.System.GetElapsedTime(started);
            if (at >= every * (_samples.Count + 1))
                _samples.Add(new Sample(at.TotalMinutes, server.Megabytes(), server.Handles(), server.Threads(), tally.LatelyMilliseconds(99)));
        });
        return Tell(tally, capacity, await server.StoredAsync(cancel));
    }

    private Report Tell(FloodTally tally, Capacity capacity, long stored)
    {
        var settled = _samples.Where(sample => sample.Minute >= duration.TotalMinutes * Settled).ToList();
        if (settled.Count < 6)
            throw new FaultException("too short to tell");
        var (early, late) = (settled.Take(settled.Count / 3).ToList(), settled.TakeLast(settled.Count / 3).ToList());
        var (memory, handles) = (Slope(settled, sample => sample.Megabytes), Slope(settled, sample => sample.Handles));
        var hours = duration.TotalHours * (1 - Settled);
        var (before, after) = (early.Average(sample => sample.P99), late.Average(sample => sample.P99));
        List<string> wrong = [];
        if (memory * hours > MemoryAllowedMb)
            wrong.Add($"memory grew by {memory:F0} MB an hour");
        if (handles * hours > HandlesAllowed)
            wrong.Add($"handles grew by {handles:F0} an hour");
        if (!(after <= before * SlowerAllowed))
            wrong.Add($"acknowledgements at the 99th percentile went from {before:F1} to {after:F1} ms");
        if (stored != tally.Fragments + capacity.Fragments)
            wrong.Add($"{tally.Fragments + capacity.Fragments} fragments were acknowledged, and {stored} are stored");
        return new Report(
            "soak",
            new Dictionary<string, double>
            {
                ["minutes"] = duration.TotalMinutes,
                ["events a second"] = capacity.Rate / 2,
                ["fragments acknowledged"] = tally.Fragments,
                ["events answered busy"] = tally.BusyFinals + tally.BusyInterims,
                ["memory, MB, first third after settling"] = early.Average(sample => sample.Megabytes),
                ["memory, MB, last third"] = late.Average(sample => sample.Megabytes),
                ["memory's slope, MB an hour"] = memory,
                ["handles' slope, an hour"] = handles,
                ["threads, most"] = _samples.Max(sample => sample.Threads),
                ["acknowledged, 99th percentile, ms, first third"] = before,
                ["acknowledged, 99th percentile, ms, last third"] = after,
            },
            wrong)
        {
            Charts = Chart("Memory, MB", sample => sample.Megabytes) + Chart("Handles", sample => sample.Handles)
                + Chart("Acknowledged, 99th percentile, ms", sample => sample.P99),
        };
    }

    /// <summary>Least squares, by the hour.</summary>
    private static double Slope(List<Sample> samples, Func<Sample, double> of)
    {
        var (x, y) = (samples.Average(sample => sample.Minute), samples.Average(of));
        return 60 * samples.Sum(sample => (sample.Minute - x) * (of(sample) - y)) / samples.Sum(sample => (sample.Minute - x) * (sample.Minute - x));
    }

    private string Chart(string title, Func<Sample, double> of)
    {
        var step = Math.Max(1, _samples.Count / SamplesInChart);
        var values = _samples.Where((_, i) => i % step == 0).Select(sample => of(sample).ToString("F1", CultureInfo.InvariantCulture));
        return new StringBuilder()
            .AppendLine("```mermaid").AppendLine("xychart-beta")
            .AppendLine(CultureInfo.InvariantCulture, $"    title \"{title}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"    x-axis \"minutes\" 0 --> {duration.TotalMinutes:F0}")
            .AppendLine("    y-axis 0 --> " + (Math.Ceiling(_samples.Max(of) * 1.2) + 1).ToString("F0", CultureInfo.InvariantCulture))
            .AppendLine(CultureInfo.InvariantCulture, $"    line [{string.Join(", ", values)}]")
            .AppendLine("```").AppendLine().ToString();
    }

    private sealed record Sample(double Minute, double Megabytes, double Handles, int Threads, double P99);
}
