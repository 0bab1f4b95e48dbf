using CivilLine.Audit;
using CivilLine.Security.OpenId;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace CivilLine.Security;

/// <summary>
/// Opening a sign-in link shows a page with one button; pressing it burns the link. Mail scanners and
/// previews open links too, but press no buttons.
/// </summary>
internal static class SignInEndpoints
{
    public const string Path = "/sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(Path, SignInAsync).AllowAnonymous().DisableAntiforgery().WithMetadata(SignInTries.Counted)
            .WithTags("Sign-in").WithSummary("Burns a sign-in link (form field token) and sets the cookie")
            .Produces(StatusCodes.Status302Found).ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/sign-out", (Delegate)SignOutAsync).RequireAuthorization(Access.Known)
            .WithTags("Sign-in").WithSummary("Forgets the cookie; where the provider signs out too, the answer says where").Produces(StatusCodes.Status204NoContent).Produces<SignedOut>();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? token, HttpContext context, SignInLinks links, AuditTrail trail, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= 100 }
            || await links.BurnAsync(token, cancellationToken) is not { } person)
            return Results.Redirect(Path + "?failed=1");
        var who = Identities.Of(person, Schemes.Cookie);
        await trail.SignedInAsync(who, "link");
        await context.SignInAsync(Schemes.Cookie, who);
        return Results.Redirect(Home(person.Role));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        var location = await OpenIdEndpoints.SignOutAsync(context);
        await context.SignOutAsync(Schemes.Cookie);
        return location is null ? Results.NoContent() : Results.Ok(new SignedOut(location));
    }

    public static string Home(Role role) => role switch
    {
        Role.Agent => "/agent",
        Role.Qa => "/review",
        Role.Operator => "/operator",
        _ => "/",
    };
}
