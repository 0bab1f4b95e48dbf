namespace CivilLine.Security;

internal sealed record TeamView(string Id, string Name);

internal sealed record PersonView(
    string Id,
    string Name,
    Role Role,
    string? AgentId,
    IReadOnlyList<string> Teams,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt)
{
    public static PersonView Of(Person person) => new(
        person.Id, person.Name, person.Role, person.AgentId, person.Teams, person.CreatedAt, person.DisabledAt);
}

/// <summary>A source's key; <paramref name="Key"/> itself is shown once, when it is made.</summary>
internal sealed record KeyView(
    string Id,
    string Name,
    KeyKind Kind,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    string? Key = null)
{
    public static KeyView Of(ApiKey key, string? secret = null) =>
        new(key.Id, key.Name, key.Kind, key.CreatedAt, key.LastUsedAt, key.RevokedAt, secret);
}

internal sealed record NewTeam(string? Id, string? Name);

internal sealed record NewPerson(string? Name, string? Role, string? AgentId, IReadOnlyList<string>? Teams);

/// <param name="Kind"><c>source</c> where nothing is said, <c>banner</c> or <c>perspective</c>.</param>
internal sealed record NewKey(string? Name, string? Kind = null);
