using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CivilLine.Security;

/// <summary>
/// Tokens for browsers' hubs: sealed, short-lived, and naming who asked rather than what they may do,
/// so that a revoked key's token dies with the key.
/// </summary>
internal sealed class HubTokens(IDataProtectionProvider protection, Roster roster, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly IDataProtector _protector = protection.CreateProtector("CivilLine.HubTokens.v1");

    public (string Token, DateTimeOffset ExpiresAt) Make(Viewer viewer, bool isKey)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var payload = $"{expires.ToUnixTimeMilliseconds()} {(isKey ? 'k' : 'p')} {viewer.Id}";
        return (Secret.TokenPrefix + _protector.Protect(payload), expires);
    }

    public ClaimsPrincipal? Read(string token, string scheme)
    {
        try
        {
            var parts = _protector.Unprotect(token[Secret.TokenPrefix.Length..]).Split(' ', 3);
            var expires = long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            if (expires < time.GetUtcNow().ToUnixTimeMilliseconds())
                return null;
            if (parts[1] == "k")
                return roster.FindKeyById(parts[2]) is { } key ? Identities.Of(key, scheme) : null;
            return roster.FindPerson(parts[2]) is { } person ? Identities.Of(person, scheme) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
