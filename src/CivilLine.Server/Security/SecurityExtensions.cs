using CivilLine.Audit;
using CivilLine.Security.OpenId;
using CivilLine.Store;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace CivilLine.Security;

internal static class Schemes
{
    public const string Bearer = "Bearer";
    public const string Cookie = "Cookie";
    public const string Either = "Either";
    public const string OpenId = "OpenId";
}

internal static class SecurityExtensions
{
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        BindingCheck.Refuse(builder.Configuration);
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        Proxies.Add(services, builder.Configuration);
        HostNames.Add(services, builder.Configuration);
        var folder = DataFolder.From(builder.Configuration);
        services.AddSingleton(provider =>
        {
            var roster = new Roster(provider.GetRequiredService<TimeProvider>());
            roster.SetAdministratorKey(
                AdministratorKey.Load(builder.Configuration, folder, provider.GetRequiredService<TimeProvider>()));
            return roster;
        });
        services.AddSingleton<KeyUse>();
        services.AddSingleton<HubTokens>();
        BannerAccess.Add(services);
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<RosterStore>();
        services.AddHostedService(provider => provider.GetRequiredService<RosterStore>());
        services.AddHostedService<KeyUseWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<BadRequests>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<SignInTries>();
        services.AddDataProtection()
            .SetApplicationName("CivilLine")
            .PersistKeysToFileSystem(folder.Directory("sign-in-keys"));
        var authentication = services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, null, options => options.ForwardDefaultSelector = Choose)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddCookie(Schemes.Cookie, SignInCookie.Configure);
        OpenIdEndpoints.Add(services, authentication, builder.Configuration);
        services.AddAuthorization(Access.Configure);
        return builder;
    }

    public static WebApplication UseSecurity(this WebApplication app)
    {
        Proxies.Use(app);
        app.Use(SecurityHeaders.Add);
        app.UseExceptionHandler();
        app.Use(SignInTries.Check);
        app.UseCors();
        app.UseAuthentication();
        app.Use(AuditTrail.Check);
        app.Use(ForgeryGuard.Check);
        app.UseAuthorization();
        return app;
    }

    public static WebApplication MapSecurity(this WebApplication app)
    {
        app.MapMe();
        app.MapBannerTokens();
        app.MapSignIn();
        app.MapOpenId();
        app.MapAdmin();
        return app;
    }

    private static string Choose(HttpContext context) =>
        context.Request.Headers.ContainsKey("Authorization")
        || context.Request.Query.ContainsKey("access_token")
        || !SignInCookie.IsIn(context)
            ? Schemes.Bearer
            : Schemes.Cookie;
}
