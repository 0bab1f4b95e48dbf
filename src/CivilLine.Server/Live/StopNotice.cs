using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary>Tells every page that the server is being stopped.</summary>
internal sealed class StopNotice(IHubContext<LiveHub, ILiveClient> live, IHubContext<AgentHub, IAgentClient> agents, PendingSends pending)
{
    public void Tell()
    {
        pending.Start(live.Clients.All.Stopping());
        pending.Start(agents.Clients.All.Stopping());
    }
}
