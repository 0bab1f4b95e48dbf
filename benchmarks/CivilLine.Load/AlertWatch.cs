using System.Diagnostics;
using System.Text.Json;
using CivilLine.Shared;
using HdrHistogram;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Load;

/// <summary>
/// A supervisor's page as far as the clock is concerned: a SignalR client that notes when each alert is in its hands.
/// Time runs from the moment the alert's last words should have left, so that a stalled driver or server cannot
/// hide behind fragments that were never sent (coordinated omission).
/// </summary>
internal sealed class AlertWatch : IAsyncDisposable
{
    private const long Longest = 120_000_000;

    private readonly HubConnection _hub;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = [];
    private LongHistogram _microseconds = New();

    private AlertWatch(HubConnection hub) => _hub = hub;

    public static async Task<AlertWatch> StartAsync(ServerProcess server, CancellationToken cancel)
    {
        var hub = Hubs.Open(server.Address, Hubs.Live, server.Key);
        var watch = new AlertWatch(hub);
        hub.On<JsonElement>("Alerts", watch.Receive);
        await hub.StartAsync(cancel);
        await hub.InvokeAsync<JsonElement>("Subscribe", 0L, cancel);
        return watch;
    }

    /// <summary>Latencies since the last take, in microseconds.</summary>
    public LongHistogram Take()
    {
        lock (_gate)
        {
            var taken = _microseconds;
            _microseconds = New();
            return taken;
        }
    }

    /// <summary>Waits until no alert has come for a while.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        var count = -1;
        while (count != Count())
        {
            count = Count();
            await Task.Delay(1000, cancel);
        }
    }

    public int Count()
    {
        lock (_gate)
            return _seen.Count;
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    private static LongHistogram New() => new(Longest, 3);

    private void Receive(JsonElement alerts)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            foreach (var alert in alerts.EnumerateArray())
            {
                // Confirmed, claimed, joined by more words: only the first sight of an alert is its latency.
                if (!_seen.Add(alert.GetProperty("id").GetString()!))
                    continue;
                var utterances = alert.GetProperty("utteranceIds");
                var last = utterances[utterances.GetArrayLength() - 1].GetString()!;
                if (Traffic.Intended(last) is { } intended)
                    _microseconds.RecordValue(Math.Clamp(Micro.Seconds(now - intended), 1, Longest));
            }
        }
    }
}

internal static class Micro
{
    public static long Seconds(long stopwatchTicks) => stopwatchTicks * 1_000_000 / Stopwatch.Frequency;
}
