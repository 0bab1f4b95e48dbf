using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary><c>/hubs/agent</c>: an agent's own calls, each with its banner; supervisors may look at an agent's of their teams.</summary>
[Authorize(Access.See)]
internal sealed class AgentHub(Audience audience, OpenConnections connections, LiveCalls calls, BreakFeed breaks, Roster roster)
    : AudienceHub<IAgentClient>(audience, connections)
{
    /// <param name="agentId">Null for the caller's own calls.</param>
    /// <returns>The agent's live calls, oldest first.</returns>
    public async Task<IReadOnlyList<CallView>> Subscribe(string? agentId)
    {
        var viewer = Viewer.From(Context.User!);
        var agent = agentId ?? viewer.AgentId
            ?? throw new HubException("'agentId' is required: you take no calls yourself.");
        if (!MaySee(viewer, agent))
            throw new HubException("You may not see this agent's calls.");
        // An agent may take calls of several teams, a supervisor sees those of their own.
        var groups = viewer.Role == Role.Supervisor ? viewer.Teams!.Select(team => GroupNames.Agent(agent, team)) : [GroupNames.Agent(agent)];
        foreach (var group in groups)
            await Audience.JoinAsync(Context, Groups, group);
        return [.. calls.OfAgent(agent).Where(call => viewer.Sees(call.Team, call.AgentId))];
    }

    /// <returns>What became of the agent's last request for a break; empty where there was none in the last eight hours.</returns>
    public async Task<IReadOnlyList<BreakView>> Breaks(string? agentId)
    {
        var viewer = Viewer.From(Context.User!);
        return (agentId ?? viewer.AgentId) is { } agent && MaySee(viewer, agent)
            ? [.. (await breaks.OfAgentAsync(agent, Context.ConnectionAborted)).Where(one => viewer.Sees(one.Team, one.AgentId))]
            : [];
    }

    private bool MaySee(Viewer viewer, string agentId) => viewer.Role switch
    {
        Role.Administrator => true,
        Role.Supervisor => roster.Now.People.Values
            .Any(person => person.AgentId == agentId && person.Teams.Exists(team => viewer.Sees(team, agentId))),
        _ => viewer.AgentId == agentId,
    };
}
