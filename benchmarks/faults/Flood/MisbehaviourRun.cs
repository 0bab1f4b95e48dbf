using System.Collections.Concurrent;
using System.Text.Json;
using CivilLine.Shared;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Faults.Flood;

/// <summary>Measures a polite source and a supervisor's page, by turns alone and beside each misbehaviour.</summary>
/// <param name="each">How long a turn is.</param>
internal sealed class MisbehaviourRun(string assembly, TimeSpan each, TextWriter progress)
{
    private const double PoliteRate = 100;
    private const int PoliteCalls = 40;
    private const double SlowerAllowed = 3;
    private const int Turns = 4;

    private readonly Phrases _phrases = Phrases.Load(Repository.Corpora);
    private readonly Dictionary<string, double> _figures = [];
    private readonly List<string> _wrong = [];
    private readonly ConcurrentDictionary<string, bool> _shown = [];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var server = await FloodServer.StartAsync(assembly, cancel);
        await using var page = await WatchAsync(server, cancel);
        await using var polite = await Sources.OpenAsync(server.Administrator, 1, 2, cancel);
        await SendAsync(polite, "warm", -1, new FloodTally(), cancel);
        var alone = new FloodTally();
        var beside = Misbehaviours.All.Select(_ => new FloodTally()).ToArray();
        for (var i = 0; i < beside.Length; i++)
            for (var turn = 0; turn < Turns; turn++)
            {
                var (name, misbehave) = Misbehaviours.All[i];
                await progress.WriteLineAsync($"{turn + 1} of {Turns}: {name}");
                // The same is said in both, as some of it costs more; who says it second is answered from memory here and there.
                var seed = (turn * 100) + i;
                if (turn % 2 == 0)
                    await SendAsync(polite, $"alone-{turn}-{i}", seed, alone, cancel);
                await BesideAsync(server, polite, $"beside-{turn}-{i}", seed, name, misbehave, beside[i], cancel);
                if (turn % 2 == 1)
                    await SendAsync(polite, $"alone-{turn}-{i}", seed, alone, cancel);
            }

        Tell("alone", alone, null);
        for (var i = 0; i < beside.Length; i++)
            Tell(Misbehaviours.All[i].Name, beside[i], alone);
        _figures["memory at the end, MB"] = server.Megabytes();
        await CheckPageAsync(server, cancel);
        return new Report("misbehaviour", _figures, _wrong);
    }

    private async Task BesideAsync(
        FloodServer server, Sources polite, string calls, int seed, string name, Func<FloodServer, CancellationToken, Task<string?>> misbehave,
        FloodTally tally, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var misbehaving = misbehave(server, stop.Token);
        await SendAsync(polite, calls, seed, tally, cancel);
        if (misbehaving.IsCompleted)
            await misbehaving;
        await stop.CancelAsync();
        if (await misbehaving is { } wrong)
            _wrong.Add($"{name}: {wrong}");
    }

    private async Task SendAsync(Sources polite, string name, int seed, FloodTally tally, CancellationToken cancel)
    {
        await polite.SendAsync(new FloodCalls(_phrases, name, PoliteCalls, seed), PoliteRate, each, tally, cancel);
        await polite.SettleAsync(cancel);
    }

    private void Tell(string name, FloodTally tally, FloodTally? alone)
    {
        var refused = tally.BusyFinals + tally.BusyInterims + tally.Wrong + tally.Unsent;
        _figures[$"{name}: median of the polite source, ms"] = tally.Milliseconds(50);
        _figures[$"{name}: 99th percentile, ms"] = tally.Milliseconds(99);
        _figures[$"{name}: its events not taken"] = refused;
        if (refused > 0)
            _wrong.Add($"{name}: {refused} events of the polite source were not taken");
        if (alone is not null && tally.Milliseconds(99) > alone.Milliseconds(99) * SlowerAllowed)
            _wrong.Add($"{name}: the polite source's 99th percentile went from {alone.Milliseconds(99):F1} to {tally.Milliseconds(99):F1} ms");
    }

    private async Task<HubConnection> WatchAsync(FloodServer server, CancellationToken cancel)
    {
        var hub = Hubs.Open(server.Address, Hubs.Live, server.Key);
        hub.On<JsonElement>("Alerts", alerts =>
        {
            foreach (var alert in alerts.EnumerateArray())
                _shown[alert.GetProperty("id").GetString()!] = true;
        });
        await hub.StartAsync(cancel);
        await hub.InvokeAsync<JsonElement>("Subscribe", 0L, cancel);
        return hub;
    }

    private async Task CheckPageAsync(FloodServer server, CancellationToken cancel)
    {
        var stored = 0;
        var missed = 0;
        await foreach (var alert in StoredAlerts.ReadAsync(server.Administrator, cancel))
        {
            stored++;
            missed += _shown.ContainsKey(alert.GetProperty("id").GetString()!) ? 0 : 1;
        }

        _figures["alerts stored"] = stored;
        _figures["alerts that never came to the page"] = missed;
        if (missed > 0)
            _wrong.Add($"{missed} of {stored} alerts never came to the page");
    }
}
