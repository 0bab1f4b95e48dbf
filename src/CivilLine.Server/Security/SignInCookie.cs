using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CivilLine.Security;

/// <summary>The browser's proof of sign-in: who it is; what they may do is read from the roster at every request.</summary>
internal static class SignInCookie
{
    public const string Name = "civilline";

    public static bool IsIn(HttpContext context) => context.Request.Cookies.ContainsKey(PrefixedCookies.Of(context, Name));

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.Path = "/";
        options.CookieManager = new PrefixedCookies();
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => Problems.WriteAsync(
            context.HttpContext, StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in with a sign-in link.");
        options.Events.OnRedirectToAccessDenied = context => Problems.WriteAsync(
            context.HttpContext, StatusCodes.Status403Forbidden, "forbidden", "Your role may not do that.");
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var roster = context.HttpContext.RequestServices.GetRequiredService<Roster>();
        var id = context.Principal?.FindFirst(AccessClaims.PersonId)?.Value;
        if (id is not null && roster.FindPerson(id) is { } person)
        {
            context.ReplacePrincipal(Identities.Of(person, Schemes.Cookie));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Cookie);
    }
}
