using System.Collections.Concurrent;
using System.Text.Json;
using CivilLine.Shared;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Faults.Flood;

/// <summary>Measures a polite source and a supervisor's page, first alone and then beside each misbehaviour.</summary>
internal sealed class MisbehaviourRun(string assembly, TimeSpan each, TextWriter progress)
{
    private const double PoliteRate = 100;
    private const int PoliteCalls = 40;
    private const double SlowerAllowed = 3;

    private readonly Phrases _phrases = Phrases.Load(Repository.Corpora);
    private readonly Dictionary<string, double> _figures = [];
    private readonly List<string> _wrong = [];
    private readonly ConcurrentDictionary<string, bool> _shown = [];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var server = await FloodServer.StartAsync(assembly, cancel);
        await using var page = await WatchAsync(server, cancel);
        await using var polite = await Sources.OpenAsync(server.Administrator, 1, 2, cancel);
        await SendAsync(polite, "warm", each, cancel);
        var alone = await SendAsync(polite, "alone", each, cancel);
        Tell("alone", alone, server);
        foreach (var (name, misbehave) in Misbehaviours.All)
        {
            await progress.WriteLineAsync(name);
            await BesideAsync(server, polite, name, misbehave, alone.Milliseconds(99), cancel);
        }

        await CheckPageAsync(server, cancel);
        return new Report("misbehaviour", _figures, _wrong);
    }

    private async Task BesideAsync(
        FloodServer server, Sources polite, string name, Func<FloodServer, CancellationToken, Task<string?>> misbehave, double alone, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var misbehaving = misbehave(server, stop.Token);
        var tally = await SendAsync(polite, name.Replace(' ', '-'), each, cancel);
        if (misbehaving.IsCompleted)
            await misbehaving;
        await stop.CancelAsync();
        if (await misbehaving is { } wrong)
            _wrong.Add($"{name}: {wrong}");
        Tell(name, tally, server);
        if (tally.BusyFinals + tally.BusyInterims + tally.Wrong + tally.Unsent is > 0 and var refused)
            _wrong.Add($"{name}: {refused} events of the polite source were not taken");
        if (tally.Milliseconds(99) > alone * SlowerAllowed)
            _wrong.Add($"{name}: the polite source's 99th percentile went from {alone:F1} to {tally.Milliseconds(99):F1} ms");
    }

    private Task<FloodTally> SendAsync(Sources polite, string name, TimeSpan duration, CancellationToken cancel) =>
        polite.PlayAsync(new FloodCalls(_phrases, name, PoliteCalls, name.Length), PoliteRate, duration, cancel);

    private void Tell(string name, FloodTally tally, FloodServer server)
    {
        _figures[$"{name}: 99th percentile of the polite source, ms"] = tally.Milliseconds(99);
        _figures[$"{name}: its events not taken"] = tally.BusyFinals + tally.BusyInterims + tally.Wrong + tally.Unsent;
        _figures[$"{name}: memory, MB"] = server.Megabytes();
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
