namespace CivilLine.Load;

internal sealed record LoadPlan(int Calls, int LiveCalls, int Turns, TimeSpan Phase, double Rate);

/// <summary>The phases, one after another on the same server.</summary>
internal sealed class LoadRun(ServerProcess server, Phrases phrases, LoadPlan plan, TextWriter progress)
{
    private const int Sockets = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public async Task<Figures> RunAsync(CancellationToken cancel)
    {
        var idle = server.ResidentBytes();
        await using var watch = await AlertWatch.StartAsync(server, cancel);
        await TellAsync("warming up");
        await SaturateAsync("w", plan.Calls, WarmUp, cancel);
        await TellAsync($"saturation, {plan.Calls} calls");
        var throughput = await SaturateAsync("s", plan.Calls, plan.Phase, cancel);
        await TellAsync($"{throughput.FragmentsPerSecond:F0} fragments/s durable");
        await watch.SettleAsync(cancel);
        watch.Take();
        var latencies = new List<LatencyFigures>();
        foreach (var rate in new[] { Math.Floor(throughput.FragmentsPerSecond / 5), plan.Rate })
            latencies.Add(await AtRateAsync(watch, rate, cancel));
        return new Figures(
            Machine.Describe(), plan, server.StartToReady, idle, throughput, latencies, server.ResidentBytes(), null,
            await CountAsync(watch, cancel));
    }

    private Task<Throughput> SaturateAsync(string prefix, int calls, TimeSpan duration, CancellationToken cancel) =>
        Saturation.RunAsync(server, phrases, prefix, calls, plan.Turns, duration, cancel);

    private async Task<LatencyFigures> AtRateAsync(AlertWatch watch, double rate, CancellationToken cancel)
    {
        await TellAsync($"latency at {rate:F0} fragments/s");
        var traffic = new Traffic(phrases, $"r{rate:F0}", plan.Calls, plan.Turns, seed: (int)rate);
        var run = await new OpenLoop(server, traffic, Sockets).RunAsync(rate, plan.Phase, cancel);
        await watch.SettleAsync(cancel);
        return LatencyFigures.Of(run, watch.Take());
    }

    private async Task<AlertCount> CountAsync(AlertWatch watch, CancellationToken cancel)
    {
        using var http = server.Client();
        var stored = await StoredAlerts.ReadAsync(http, cancel).CountAsync(cancel);
        return new AlertCount(stored, watch.Count());
    }

    private Task TellAsync(string phase) => progress.WriteLineAsync(phase);
}
