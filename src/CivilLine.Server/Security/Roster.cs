using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CivilLine.Security;

/// <summary>Everybody who may come in, as one immutable picture that is swapped whole.</summary>
internal sealed record RosterSnapshot(
    ImmutableDictionary<string, Team> Teams,
    ImmutableDictionary<string, Person> People,
    ImmutableDictionary<string, ApiKey> Keys,
    ImmutableDictionary<string, ApiKey> FormerKeys,
    ImmutableDictionary<string, string> AgentNames)
{
    public static readonly RosterSnapshot Empty = Of([], [], []);

    public static RosterSnapshot Of(IEnumerable<Team> teams, IEnumerable<Person> people, IEnumerable<ApiKey> keys)
    {
        var all = keys.ToList();
        var everybody = people.ToImmutableDictionary(person => person.Id);
        var names = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var person in everybody.Values)
            if (person.AgentId is { } agent)
                names[agent] = person.Name;
        return new RosterSnapshot(
            teams.ToImmutableDictionary(team => team.Id),
            everybody,
            all.ToImmutableDictionary(key => Convert.ToHexString(key.Hash)),
            all.Where(key => key.FormerHash is not null).ToImmutableDictionary(key => Convert.ToHexString(key.FormerHash!)),
            names.ToImmutable());
    }
}

/// <summary>
/// Keys and people in memory: a request is judged without asking the store, and a key revoked or a person
/// disabled is out with the next request.
/// </summary>
internal sealed class Roster(TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private volatile RosterSnapshot _now = RosterSnapshot.Empty;
    private ApiKey? _administrator;

    public RosterSnapshot Now => _now;

    /// <summary>After a swap: what was allowed before may not be now.</summary>
    public event Action? Changed;

    public void Swap(RosterSnapshot snapshot)
    {
        _now = snapshot;
        Changed?.Invoke();
    }

    /// <summary>The key from the environment or the data folder: it is not in the store.</summary>
    public void SetAdministratorKey(ApiKey key) => _administrator = key;

    public ApiKey? FindKey(string secret) => FindKey(secret, out _);

    /// <param name="isFormer">Whether it is the secret before the last rotation, which is still good.</param>
    public ApiKey? FindKey(string secret, out bool isFormer)
    {
        isFormer = false;
        var hash = Secret.Hash(secret);
        if (_administrator is { } administrator && CryptographicOperations.FixedTimeEquals(administrator.Hash, hash))
            return administrator;
        var now = _now;
        var name = Convert.ToHexString(hash);
        if (now.Keys.TryGetValue(name, out var key))
            return key.RevokedAt is null && CryptographicOperations.FixedTimeEquals(key.Hash, hash) ? key : null;
        isFormer = true;
        return now.FormerKeys.TryGetValue(name, out var former)
            && former.RevokedAt is null
            && former.FormerUntil > _time.GetUtcNow()
            && CryptographicOperations.FixedTimeEquals(former.FormerHash!, hash)
            ? former
            : null;
    }

    public ApiKey? FindKeyById(string id) => _administrator?.Id == id
        ? _administrator
        : _now.Keys.Values.FirstOrDefault(key => key.Id == id && key.RevokedAt is null);

    public Person? FindPerson(string id) =>
        _now.People.TryGetValue(id, out var person) && person.DisabledAt is null ? person : null;

    /// <summary>Whose <see cref="Person.Subject"/> this is, also where they are shut out.</summary>
    public Person? FindSubject(string subject) => _now.People.Values.FirstOrDefault(person => person.Subject == subject);

    /// <summary>The person who takes this agent's calls; null where none was added, or is shut out.</summary>
    public Person? FindAgent(string agentId) =>
        _now.People.Values.FirstOrDefault(person => person.AgentId == agentId && person.DisabledAt is null);

    /// <summary>Whether somebody was shut out who takes this agent's calls.</summary>
    public bool IsAgentDisabled(string agentId) =>
        _now.People.Values.Any(person => person.AgentId == agentId && person.DisabledAt is not null);

    /// <summary>The name that goes with an agent's id; null where no such person has been added.</summary>
    public string? AgentName(string? agentId) => agentId is null ? null : _now.AgentNames.GetValueOrDefault(agentId);
}
