using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CivilLine.Sources;

/// <summary>
/// A signed token of the vendor's (OpenID Connect) after <c>Bearer</c>: RS256 by a key of the issuer's list, which is kept
/// and fetched anew when a key is not in it; issuer, audience and time as configured, and the account where one is named.
/// <see href="https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions"/>
/// </summary>
internal sealed class OpenIdGuard(OpenIdIssuer issuer, string audience, string? email, TimeProvider time) : ISourceGuard
{
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly SigningKeys _keys = new(new Uri(issuer.KeysUrl), time);
    private readonly TokenValidationParameters _rules = new()
    {
        ValidIssuers = issuer.Names,
        ValidAudience = audience,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return until is not null && now < until + Skew && (from is null || now >= from - Skew);
        },
    };

    public async ValueTask<bool> AdmitsAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var given = request.Headers.Authorization.ToString();
        if (!given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var token = given[Scheme.Length..].Trim();
        if (!_handler.CanReadToken(token) || KeyOf(token) is not { } key)
            return false;
        var rules = _rules.Clone();
        rules.IssuerSigningKeys = await _keys.KnownAsync(key, cancellationToken);
        var result = await _handler.ValidateTokenAsync(token, rules);
        return result.IsValid && (email is null || IsOf(result.Claims));
    }

    private string? KeyOf(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token).Kid;
        }
        catch (ArgumentException)
        {
            // Three parts, but no token.
            return null;
        }
    }

    private bool IsOf(IDictionary<string, object> claims) =>
        claims.TryGetValue("email", out var who) && who is string account && account == email
        && claims.TryGetValue("email_verified", out var verified) && verified is true or "true";
}

/// <param name="Names">As <c>iss</c> may have it.</param>
/// <param name="KeysUrl">Where its public keys are listed (JWKS).</param>
/// <param name="ServesAnybody">Whether it makes tokens for any audience that somebody asks for, so that the account must be checked.</param>
internal sealed record OpenIdIssuer(IReadOnlyList<string> Names, string KeysUrl, bool ServesAnybody = false)
{
    public static readonly OpenIdIssuer Google = new(
        ["https://accounts.google.com", "accounts.google.com"], "https://www.googleapis.com/oauth2/v3/certs", ServesAnybody: true);

    /// <summary>
    /// Call automation of Azure Communication Services, on its sockets and callbacks alike; each token is for the resource
    /// whose calls it brings.
    /// <see href="https://learn.microsoft.com/azure/communication-services/how-tos/call-automation/secure-webhook-endpoint"/>
    /// </summary>
    public static readonly OpenIdIssuer Azure = new(
        ["https://acscallautomation.communication.azure.com"], "https://acscallautomation.communication.azure.com/calling/keys");

    /// <summary>Issuers of formats whose vendor has one for all of its customers.</summary>
    public static readonly IReadOnlyDictionary<string, OpenIdIssuer> OfFormat = new Dictionary<string, OpenIdIssuer>(StringComparer.Ordinal)
    {
        ["azure-communication-services"] = Azure,
        ["google-agent-assist"] = Google,
    };

    /// <returns>Null where neither the configuration nor the format names one.</returns>
    public static OpenIdIssuer? Of(SourceOptions source)
    {
        var usual = OfFormat.GetValueOrDefault(source.Format);
        var names = source.Issuer is { Length: > 0 } issuer ? [issuer] : usual?.Names;
        var keys = source.KeysUrl is { Length: > 0 } url ? url : usual?.KeysUrl;
        return names is null || keys is null ? null : new OpenIdIssuer(names, keys, source.Issuer is null && usual is { ServesAnybody: true });
    }
}
