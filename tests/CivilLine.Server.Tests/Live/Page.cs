using System.Collections.Concurrent;
using CivilLine.Calls;
using CivilLine.Live;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Live;

/// <summary>A supervisor's page as far as the hub knows it: subscribes, catches up, keeps the highest version of each alert.</summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private long _lastPush;
    private long _cursor;

    private Page(HubConnection hub) => Hub = hub;

    public HubConnection Hub { get; }

    public ConcurrentDictionary<string, AlertView> Alerts { get; } = new();

    public ConcurrentDictionary<string, CallView> Calls { get; } = new();

    /// <summary>Every change that was new to the page, in order.</summary>
    public ConcurrentQueue<(string Id, long Version)> Received { get; } = new();

    public bool PushesInOrder { get; private set; } = true;

    public long Cursor => Volatile.Read(ref _cursor);

    public static async Task<Page> OpenAsync(TestServer server, long after = 0, string? cookie = null)
    {
        var page = new Page(server.Hub("/hubs/live", cookie: cookie));
        page.Hub.On<List<AlertView>>("Alerts", page.Pushed);
        page.Hub.On<List<CallView>>("Calls", calls => calls.ForEach(call => page.Calls[call.CallId] = call));
        await page.Hub.StartAsync();
        var start = await page.Hub.InvokeAsync<LiveStart>("Subscribe", after);
        foreach (var call in start.Calls)
            page.Calls.TryAdd(call.CallId, call);
        page.Take(start.Alerts);
        for (var (next, more) = (start.Next, start.More); more;)
        {
            var caught = await page.Hub.InvokeAsync<AlertCatchUp>("CatchUp", next);
            page.Take(caught.Alerts);
            (next, more) = (caught.Next, caught.More);
        }
        return page;
    }

    public string Describe() => $"{Alerts.Count} alerts at cursor {Cursor}, hub {Hub.State}";

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private void Pushed(List<AlertView> alerts)
    {
        foreach (var alert in alerts)
        {
            PushesInOrder &= alert.Version > _lastPush;
            _lastPush = alert.Version;
        }
        Take(alerts);
    }

    private void Take(IReadOnlyList<AlertView> alerts)
    {
        lock (_gate)
            foreach (var alert in alerts)
            {
                if (Alerts.TryGetValue(alert.Id, out var known) && known.Version >= alert.Version)
                    continue;
                Alerts[alert.Id] = alert;
                Received.Enqueue((alert.Id, alert.Version));
                _cursor = Math.Max(_cursor, alert.Version);
            }
    }
}
