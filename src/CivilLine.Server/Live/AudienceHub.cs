using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary>A hub whose connections are known while they last, and leave every audience when they end.</summary>
internal abstract class AudienceHub<T>(Audience audience, OpenConnections connections) : Hub<T>
    where T : class
{
    protected Audience Audience => audience;

    public override Task OnConnectedAsync()
    {
        connections.Add(Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        audience.Gone(Context);
        return Task.CompletedTask;
    }
}
