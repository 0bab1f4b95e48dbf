using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Demo;

internal sealed record DemoAgent(string AgentId, string Name, string Team);

/// <summary>Who works at the demo's centre, and the key its telephone system sends with.</summary>
internal sealed class DemoPeople(
    IDbContextFactory<MonitorDbContext> contexts, RosterStore store, Roster roster, HubTokens tokens, TimeProvider time)
{
    private static readonly DemoAgent[] Agents =
    [
        new("a-7", "Sam Reid", "billing"), new("a-8", "Ewa Nowak", "retention"), new("a-9", "Chloe Grant", "billing"),
        new("a-10", "Dan Price", "retention"), new("a-11", "Ruth Adeyemi", "billing"), new("a-12", "Imran Aziz", "retention"),
        new("a-13", "Megan Lloyd", "billing"), new("a-14", "Piotr Zielinski", "retention"), new("a-15", "Grace Bell", "billing"),
    ];

    private static readonly string[] AllTeams = ["billing", "retention"];

    /// <summary>Who takes the calls that are no moment of the script.</summary>
    public static IReadOnlyList<DemoAgent> Others { get; } = Agents[5..];

    public static DemoAgent Find(string agentId) => Array.Find(Agents, agent => agent.AgentId == agentId)
        ?? throw new InvalidOperationException($"demo.jsonl names the agent {agentId}, who does not work here.");

    /// <returns>The key to send events with.</returns>
    public async Task<string> HireAsync(CancellationToken cancellationToken)
    {
        var secret = Secret.New(Secret.KeyPrefix);
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Teams.AddRange(new Team { Id = "billing", Name = "Billing" }, new Team { Id = "retention", Name = "Retention" });
        db.People.AddRange(Agents.Select(agent => Person(agent.AgentId, agent.Name, Role.Agent, agent.Team)));
        db.People.AddRange(
            Person("priya", "Priya Shah", Role.Supervisor, AllTeams), Person("tom", "Tom Okafor", Role.Qa, AllTeams));
        db.ApiKeys.Add(new ApiKey { Id = "key_demo", Name = "Demo telephone system", Hash = Secret.Hash(secret), CreatedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        await store.ReloadAsync(cancellationToken);
        return secret;

        Person Person(string id, string name, Role role, params string[] teams) => new()
        {
            Id = "p_" + id,
            Name = name,
            Role = role,
            AgentId = role == Role.Agent ? id : null,
            Teams = [.. teams],
            CreatedAt = now,
        };
    }

    /// <summary>A short-lived token, with which the script presses an agent's button as that agent and nobody else.</summary>
    public string TokenOf(DemoAgent agent)
    {
        var person = roster.FindPerson("p_" + agent.AgentId)!;
        return tokens.Make(new Viewer(person.Id, person.Name, person.Role, person.AgentId, null), isKey: false).Token;
    }
}
