using System.Security.Claims;

namespace CivilLine.Security;

/// <summary>Turns a key or a person into what the policies and <see cref="Viewer"/> read.</summary>
internal static class Identities
{
    public static ClaimsPrincipal Of(ApiKey key, string scheme)
    {
        var id = key.Kind switch
        {
            KeyKind.Banner => AccessClaims.BannerKeyId,
            KeyKind.Perspective => AccessClaims.ScoreKeyId,
            _ => AccessClaims.KeyId,
        };
        var claims = new List<Claim> { new(id, key.Id), new(AccessClaims.Name, key.Name) };
        if (key.Kind == KeyKind.Administrator)
            claims.Add(new Claim(AccessClaims.Role, nameof(Role.Administrator)));
        return Principal(claims, scheme);
    }

    public static ClaimsPrincipal Of(Person person, string scheme)
    {
        var claims = new List<Claim>
        {
            new(AccessClaims.PersonId, person.Id),
            new(AccessClaims.Name, person.Name),
            new(AccessClaims.Role, person.Role.ToString()),
        };
        if (person.AgentId is { } agent)
            claims.Add(new Claim(AccessClaims.AgentId, agent));
        claims.AddRange(person.Teams.Select(team => new Claim(AccessClaims.Team, team)));
        return Principal(claims, scheme);
    }

    /// <summary>One agent, as far as a banner goes; also one whom nobody has added as a person.</summary>
    public static ClaimsPrincipal OfAgent(string agentId, Person? person, string lentBy, long lentAt, string scheme) => Principal(
        [
            new(AccessClaims.PersonId, person?.Id ?? "agent:" + agentId),
            new(AccessClaims.Name, person?.Name ?? agentId),
            new(AccessClaims.Role, nameof(Role.Agent)),
            new(AccessClaims.AgentId, agentId),
            new(AccessClaims.LentBy, lentBy),
            new(AccessClaims.LentAt, lentAt.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ],
        scheme);

    private static ClaimsPrincipal Principal(List<Claim> claims, string scheme) =>
        new(new ClaimsIdentity(claims, scheme, AccessClaims.Name, AccessClaims.Role));
}
