using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CivilLine.Security.OpenId;

internal static class OpenIdEndpoints
{
    public const string Path = SignInEndpoints.Path + "/oidc";

    public static void Add(IServiceCollection services, AuthenticationBuilder authentication, IConfiguration configuration)
    {
        services.AddOptions<OpenIdOptions>().BindConfiguration(OpenIdOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenIdOptions>, OpenIdOptionsCheck>();
        services.AddSingleton<OpenIdPeople>();
        // A scheme that is there looks at every request; without a provider there is none.
        if (string.IsNullOrEmpty(configuration[$"{OpenIdOptions.Section}:{nameof(OpenIdOptions.Authority)}"]))
            return;
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, OpenIdSetup>();
        authentication.AddOpenIdConnect(Schemes.OpenId, _ => { });
    }

    public static void MapOpenId(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/sign-in", (IOptions<OpenIdOptions> options) =>
                new SignInWays(options.Value.IsSet ? new OpenIdWay(options.Value.Name, Path) : null))
            .AllowAnonymous().WithTags("Sign-in").WithSummary("How people sign in here, besides a one-time link");
        app.MapGet(Path, ChallengeAsync).AllowAnonymous().WithMetadata(SignInTries.Counted).ExcludeFromDescription();
    }

    /// <returns>Where the browser goes to be signed out at the provider too; null where there is no such place.</returns>
    public static async Task<string?> SignOutAsync(HttpContext context)
    {
        var given = context.RequestServices.GetRequiredService<IOptions<OpenIdOptions>>().Value;
        if (!given.IsSet || (await context.AuthenticateAsync(Schemes.Cookie)).Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken) is not { } hint)
            return null;
        try
        {
            var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Schemes.OpenId);
            var provider = await options.ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(provider.EndSessionEndpoint))
                return null;
            var origin = given.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";
            return new OpenIdConnectMessage
            {
                IssuerAddress = provider.EndSessionEndpoint, ClientId = given.ClientId, IdTokenHint = hint,
                PostLogoutRedirectUri = origin + SignInEndpoints.Path,
            }.CreateLogoutRequestUrl();
        }
        catch (InvalidOperationException)
        {
            // The provider cannot be asked; here they are signed out all the same.
            return null;
        }
    }

    private static async Task<IResult> ChallengeAsync(HttpContext context, IOptions<OpenIdOptions> options)
    {
        if (!options.Value.IsSet)
            return Results.Redirect(OpenIdRefusal.Page(OpenIdRefusal.NotConfigured));
        try
        {
            await context.ChallengeAsync(Schemes.OpenId, new AuthenticationProperties { RedirectUri = "/" });
            return Results.Empty;
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException)
        {
            return Results.Redirect(OpenIdRefusal.Page(OpenIdRefusal.Unreachable));
        }
    }
}

/// <param name="OpenId">Null where no provider is configured.</param>
internal sealed record SignInWays(OpenIdWay? OpenId);

/// <param name="Name">What to write on the button.</param>
internal sealed record OpenIdWay(string Name, string Href);

/// <param name="Location">Where to go to be signed out at the provider too.</param>
internal sealed record SignedOut(string Location);
