using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CivilLine.Security;

/// <summary>
/// Opening a sign-in link shows a page with one button; pressing it burns the link. Mail scanners and
/// previews open links too, but press no buttons.
/// </summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";
    public const string RateLimit = "sign-in";

    // A whole floor signs in from one address when its shift starts; a link has 256 bits and is not guessed at any rate.
    private const int TriesPerMinute = 60;

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(Path, SignInAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimit)
            .WithTags("Sign-in").WithSummary("Burns a sign-in link (form field token) and sets the cookie")
            .Produces(StatusCodes.Status302Found).ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/sign-out", (Delegate)SignOutAsync).RequireAuthorization(Access.Known)
            .WithTags("Sign-in").WithSummary("Forgets the cookie").Produces(StatusCodes.Status204NoContent);
    }

    public static void ConfigureRateLimit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            await Problems.WriteAsync(
                context.HttpContext, StatusCodes.Status429TooManyRequests, "busy", "Too many tries: wait a minute.");
        };
        options.AddPolicy(RateLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? token, HttpContext context, SignInLinks links, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= 100 }
            || await links.BurnAsync(token, cancellationToken) is not { } person)
            return Results.Redirect(Path + "?failed=1");
        await context.SignInAsync(Schemes.Cookie, Identities.Of(person, Schemes.Cookie));
        return Results.Redirect(Home(person.Role));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Schemes.Cookie);
        return Results.NoContent();
    }

    private static string Home(Role role) => role switch
    {
        Role.Agent => "/agent",
        Role.Qa => "/review",
        _ => "/",
    };
}
