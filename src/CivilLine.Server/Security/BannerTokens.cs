using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CivilLine.Security;

/// <summary>
/// Tokens for one agent's banner in another site's page: that agent's own calls and nothing else. Short-lived, and
/// renewed by itself until a shift is over; dead with the key or person that lent it, and with the agent.
/// </summary>
internal sealed class BannerTokens(IDataProtectionProvider protection, Roster roster, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Shift = TimeSpan.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("CivilLine.BannerTokens.v1");

    public HubToken Make(string agentId, string lentBy) => Make(agentId, lentBy, time.GetUtcNow());

    /// <summary>Null where the shift is over: the host page has to ask for another.</summary>
    public HubToken? Renew(ClaimsPrincipal agent)
    {
        var lentAt = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
            agent.FindFirstValue(AccessClaims.LentAt)!, CultureInfo.InvariantCulture));
        return time.GetUtcNow() - lentAt >= Shift
            ? null
            : Make(agent.FindFirstValue(AccessClaims.AgentId)!, agent.FindFirstValue(AccessClaims.LentBy)!, lentAt);
    }

    public ClaimsPrincipal? Read(string token, string scheme)
    {
        try
        {
            var parts = _protector.Unprotect(token[Secret.BannerTokenPrefix.Length..]).Split(' ', 4);
            var expires = long.Parse(parts[0], CultureInfo.InvariantCulture);
            return expires >= time.GetUtcNow().ToUnixTimeMilliseconds() && Holds(parts[2], parts[3])
                ? Identities.OfAgent(parts[3], roster.FindAgent(parts[3]), parts[2], long.Parse(parts[1], CultureInfo.InvariantCulture), scheme)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether a token lent by this key or person, to this agent, is still good.</summary>
    public bool Holds(string lentBy, string agentId) =>
        !roster.IsAgentDisabled(agentId) && (roster.FindKeyById(lentBy) is not null || roster.FindPerson(lentBy) is not null);

    private HubToken Make(string agentId, string lentBy, DateTimeOffset lentAt)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var payload = string.Create(
            CultureInfo.InvariantCulture, $"{expires.ToUnixTimeMilliseconds()} {lentAt.ToUnixTimeMilliseconds()} {lentBy} {agentId}");
        return new HubToken(Secret.BannerTokenPrefix + _protector.Protect(payload), expires);
    }
}
