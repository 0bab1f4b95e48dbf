namespace CivilLine.Security;

internal sealed record TeamView(string Id, string Name);

internal sealed record PersonView(
    string Id,
    string Name,
    Role Role,
    string? AgentId,
    IReadOnlyList<string> Teams,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt,
    string? Subject)
{
    public static PersonView Of(Person person) => new(
        person.Id, person.Name, person.Role, person.AgentId, person.Teams, person.CreatedAt, person.DisabledAt, person.Subject);
}

/// <summary>A source's key; <paramref name="Key"/> itself is shown once, when it is made.</summary>
internal sealed record KeyView(
    string Id,
    string Name,
    KeyKind Kind,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<string> Teams,
    DateTimeOffset? FormerUntil,
    string? Key = null)
{
    /// <summary>When the secret before the last rotation was last used, since the server started; null where it was not.</summary>
    public DateTimeOffset? FormerUsedAt { get; init; }

    public static KeyView Of(ApiKey key, string? secret = null) =>
        new(key.Id, key.Name, key.Kind, key.CreatedAt, key.LastUsedAt, key.RevokedAt, key.Teams, key.FormerUntil, secret);
}

internal sealed record NewTeam(string? Id, string? Name);

internal sealed record NewPerson(string? Name, string? Role, string? AgentId, IReadOnlyList<string>? Teams, string? Subject = null);

internal sealed record NewSubject(string? Subject);

/// <param name="Kind"><c>source</c> where nothing is said, <c>banner</c> or <c>perspective</c>.</param>
/// <param name="Teams">Whose calls it may bring, or whose agents it lends tokens for; none for all.</param>
internal sealed record NewKey(string? Name, string? Kind = null, IReadOnlyList<string>? Teams = null);

/// <param name="OverlapHours">How long the former secret stays good; a day where nothing is said, 0 to shut it out at once.</param>
internal sealed record KeyRotation(double? OverlapHours);
