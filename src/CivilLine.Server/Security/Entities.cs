namespace CivilLine.Security;

internal enum Role
{
    Agent,
    Supervisor,
    Qa,
    Administrator,

    /// <summary>Keeps the installation running: health, sources, queues and deliveries, and no call at all.</summary>
    Operator,
}

internal sealed class Team
{
    public required string Id { get; set; }
    public required string Name { get; set; }
}

internal sealed class Person
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public Role Role { get; set; }

    /// <summary>The id under which a source names this agent; null for those who take no calls.</summary>
    public string? AgentId { get; set; }

    /// <summary>The teams a supervisor or QA lead sees; none for an administrator, who sees all, or an operator, who sees none.</summary>
    public List<string> Teams { get; set; } = [];
    /// <summary>How an OpenID provider names this person; null for those who come by sign-in links alone.</summary>
    public string? Subject { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
}

internal enum KeyKind
{
    Source,
    Administrator,

    /// <summary>Makes tokens for single agents' banners, and does nothing else.</summary>
    Banner,

    /// <summary>Asks for scores as Perspective's clients do, key in the address, and does nothing else.</summary>
    Perspective,
}

/// <summary>A machine's key. Only its hash is kept.</summary>
internal sealed class ApiKey
{
    public required string Id { get; set; }
    public required string Name { get; set; }
    public KeyKind Kind { get; set; }
    public required byte[] Hash { get; set; }

    /// <summary>The secret before the last rotation, good beside the new one until then: the key, and with it its live calls, stays one.</summary>
    public byte[]? FormerHash { get; set; }
    public DateTimeOffset? FormerUntil { get; set; }

    /// <summary>Whose calls a source's key may bring, and whose agents a banner's key lends tokens for; none for all.</summary>
    public List<string> Teams { get; set; } = [];
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class SignInLink
{
    public required byte[] TokenHash { get; set; }
    public required string PersonId { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
}
