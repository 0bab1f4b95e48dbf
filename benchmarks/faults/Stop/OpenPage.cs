using CivilLine.Shared;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Faults.Stop;

/// <summary>A page that waits for its connection to end, and notes whether it was told.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _told;

    private OpenPage(HubConnection hub)
    {
        _hub = hub;
        hub.On("Stopping", () => _told = true);
        hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public Task Closed => _closed.Task;

    public bool IsTold => _told;

    public static async Task<OpenPage> OpenAsync(ServerLife life, string path, CancellationToken cancel)
    {
        var hub = Hubs.Open(life.Address, path, life.Key);
        var page = new OpenPage(hub);
        await hub.StartAsync(cancel);
        return page;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
