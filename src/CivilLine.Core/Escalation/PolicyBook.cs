namespace CivilLine.Escalation;

/// <summary>What applies in a centre: its policy, and what single teams have instead. Immutable; swapped whole.</summary>
public sealed class PolicyBook(Policy centre, IReadOnlyDictionary<string, Policy>? teams = null)
{
    public static readonly PolicyBook Default = new(Policy.Default);

    /// <summary>Of every call whose team has none of its own.</summary>
    public Policy Centre { get; } = centre;

    /// <summary>By the id under which sources name the team.</summary>
    public IReadOnlyDictionary<string, Policy> Teams { get; } = teams ?? new Dictionary<string, Policy>();

    /// <summary>One for the whole document, teams included.</summary>
    public string Version => Centre.Version;

    public Policy For(string? team) => team is not null && Teams.TryGetValue(team, out var own) ? own : Centre;
}
