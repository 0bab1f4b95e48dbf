using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace CivilLine.Server.Tests.Security.OpenId;

/// <summary>A real OpenID provider on a socket of its own. Whoever comes is signed in at once as <see cref="Claims"/> say.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "civilline";
    public const string ClientSecret = "a-client-secret-of-the-test";

    private readonly WebApplication _app;

    private Provider(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>Who is signed in there.</summary>
    public List<(string Type, string Value)> Person { get; } = [("sub", "sub-1"), ("name", "Ingrid Dahl")];

    /// <summary>What is wrong with the next identity token, before it is signed.</summary>
    public Action<SecurityTokenDescriptor>? Tamper { get; set; }

    /// <summary>Code exchanges that came without the proof that PKCE wants.</summary>
    public int WithoutProof { get; private set; }

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Provider? provider = null;
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("end")
                .AddEphemeralEncryptionKey().AddEphemeralSigningKey().RegisterScopes(Scopes.Profile);
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != Client || !context.RedirectUri!.EndsWith("/sign-in/oidc/callback", StringComparison.Ordinal))
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider!.WithoutProof += string.IsNullOrEmpty(context.Request.CodeVerifier) ? 1 : 0;
                if (context.ClientId != Client || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, "name", "roles");
                foreach (var (type, value) in provider!.Person)
                    identity.AddClaim(new Claim(type, value));
                identity.SetDestinations(_ => [Destinations.IdentityToken]);
                var principal = new ClaimsPrincipal(identity);
                principal.SetScopes(context.Request.GetScopes());
                context.SignIn(principal);
                return default;
            }));
            options.AddEventHandler<GenerateTokenContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.TokenType == TokenTypeIdentifiers.IdentityToken)
                    provider!.Tamper?.Invoke(context.SecurityTokenDescriptor);
                return default;
            }).SetOrder(GenerateIdentityModelToken.Descriptor.Order - 1));
        });
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        provider = new Provider(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        provider.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        // Its first answers take as long as a busy machine likes; who signs in waits for none of them.
        using var http = new HttpClient { BaseAddress = new Uri(provider.Address) };
        foreach (var path in new[] { ".well-known/openid-configuration", ".well-known/jwks" })
            await http.GetStringAsync(path, TestContext.Current.CancellationToken);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
