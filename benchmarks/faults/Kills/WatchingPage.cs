using System.Collections.Concurrent;
using System.Text.Json;
using CivilLine.Shared;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Faults.Kills;

/// <summary>A supervisor's page that comes back after each loss with the cursor it had.</summary>
internal sealed class WatchingPage(ServerLives lives)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private long _cursor;

    /// <summary>Alerts by id, each with the highest version that came.</summary>
    public IReadOnlyDictionary<string, long> Seen => _seen;

    public int Subscriptions { get; private set; }

    /// <summary>Watches one life of the server after the other, until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            var life = await lives.Now.WaitAsync(cancel);
            try
            {
                await WatchAsync(life, cancel);
            }
            catch (Exception fault) when (fault is not FaultException && !cancel.IsCancellationRequested)
            {
                // The server went, or had not come up again.
                await Task.Delay(Pause, cancel);
            }
        }
    }

    /// <summary>Reads what is left to read of a server that is at rest.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await using var hub = Hub(await lives.Now);
        await hub.StartAsync(cancel);
        await CatchUpAsync(hub, cancel);
    }

    private async Task WatchAsync(ServerLife life, CancellationToken cancel)
    {
        await using var hub = Hub(life);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            gone.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<JsonElement>("Alerts", Take);
        await hub.StartAsync(cancel);
        await CatchUpAsync(hub, cancel);
        Subscriptions++;
        await gone.Task.WaitAsync(cancel);
    }

    private async Task CatchUpAsync(HubConnection hub, CancellationToken cancel)
    {
        // From the first alert on: a cursor of 0 would bring the newest alone.
        var asked = Math.Max(1, _cursor);
        var page = await hub.InvokeAsync<JsonElement>("Subscribe", asked, cancel);
        while (true)
        {
            var next = page.GetProperty("next").GetInt64();
            if (next < asked)
                throw new FaultException($"The cursor went back from {asked} to {next}.");
            Take(page.GetProperty("alerts"));
            // As on the pages, what is pushed does not move it: a kill while several pages are read would leave out those between.
            _cursor = next;
            if (!page.GetProperty("more").GetBoolean())
                return;
            page = await hub.InvokeAsync<JsonElement>("CatchUp", asked = next, cancel);
        }
    }

    private void Take(JsonElement alerts)
    {
        foreach (var alert in alerts.EnumerateArray())
        {
            var version = alert.GetProperty("version").GetInt64();
            _seen.AddOrUpdate(alert.GetProperty("id").GetString()!, version, (_, before) => Math.Max(before, version));
        }
    }

    private static HubConnection Hub(ServerLife life) => Hubs.Open(life.Address, Hubs.Live, life.Key);
}
