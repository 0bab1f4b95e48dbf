using CivilLine.Calls;
using CivilLine.Care;

namespace CivilLine.Live;

/// <summary>What <c>/hubs/live</c> sends. Alerts come in version order and are never dropped; calls are coalesced.</summary>
public interface ILiveClient
{
    Task Alerts(IReadOnlyList<AlertView> alerts);

    Task Calls(IReadOnlyList<CallView> calls);

    /// <summary>Incidents that changed; keep the highest version of each.</summary>
    Task Incidents(IReadOnlyList<IncidentView> incidents);

    /// <summary>Agents who asked for a break, or were answered; to supervisors alone. Keep the newest of each agent.</summary>
    Task Breaks(IReadOnlyList<BreakView> breaks);

    /// <summary>New revisions of a call that this client watches.</summary>
    Task Fragments(IReadOnlyList<FragmentView> fragments);

    /// <summary>The server is being stopped and ends the connection next: come back with the cursor.</summary>
    Task Stopping();
}

/// <summary>What <c>/hubs/agent</c> sends: the agent's own calls, each with its banner.</summary>
public interface IAgentClient
{
    Task Calls(IReadOnlyList<CallView> calls);

    /// <summary>The agent asked for a break, or was answered.</summary>
    Task Breaks(IReadOnlyList<BreakView> breaks);

    /// <summary>The server is being stopped and ends the connection next.</summary>
    Task Stopping();
}
