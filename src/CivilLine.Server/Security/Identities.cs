using System.Security.Claims;

namespace CivilLine.Security;

/// <summary>Turns a key or a person into what the policies and <see cref="Viewer"/> read.</summary>
internal static class Identities
{
    public static ClaimsPrincipal Of(ApiKey key, string scheme)
    {
        var claims = new List<Claim> { new(AccessClaims.KeyId, key.Id), new(AccessClaims.Name, key.Name) };
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

    private static ClaimsPrincipal Principal(List<Claim> claims, string scheme) =>
        new(new ClaimsIdentity(claims, scheme, AccessClaims.Name, AccessClaims.Role));
}
