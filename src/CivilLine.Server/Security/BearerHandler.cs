using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CivilLine.Security;

/// <summary><c>Authorization: Bearer</c> with a key, or with a short-lived token made by <see cref="HubTokens"/>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Roster roster,
    KeyUse use,
    HubTokens tokens,
    BannerTokens banners)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Header() is { } secret)
            return Task.FromResult(Judge(secret));
        // A browser cannot set a header on a WebSocket. A key is never taken from an address, which ends up in logs.
        if (Request.Query["access_token"] is [{ } token] && IsHub(Request.Path) && IsToken(token))
            return Task.FromResult(Judge(token));
        return Task.FromResult(AuthenticateResult.NoResult());
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(
            Context,
            StatusCodes.Status401Unauthorized,
            "unauthenticated",
            "Send 'Authorization: Bearer <key>' with a key that exists and is not revoked, or sign in.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "forbidden", "This key may not do that.");

    public static bool IsHub(PathString path) => path.StartsWithSegments("/hubs", StringComparison.Ordinal);

    private string? Header()
    {
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }

    private static bool IsToken(string secret) =>
        secret.StartsWith(Secret.TokenPrefix, StringComparison.Ordinal) || IsBanner(secret);

    private static bool IsBanner(string secret) => secret.StartsWith(Secret.BannerTokenPrefix, StringComparison.Ordinal);

    private AuthenticateResult Judge(string secret)
    {
        if (IsToken(secret))
            return (IsBanner(secret) ? banners.Read(secret, Scheme.Name) : tokens.Read(secret, Scheme.Name)) is { } holder
                ? AuthenticateResult.Success(new AuthenticationTicket(holder, Scheme.Name))
                : AuthenticateResult.Fail("The token is unknown or has expired.");
        if (roster.FindKey(secret, out var isFormer) is not { } key)
            return AuthenticateResult.Fail("No such key.");
        use.Note(key.Id, isFormer);
        return AuthenticateResult.Success(new AuthenticationTicket(Identities.Of(key, Scheme.Name), Scheme.Name));
    }
}
