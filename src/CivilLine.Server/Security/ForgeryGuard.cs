using Microsoft.Extensions.Options;

namespace CivilLine.Security;

/// <summary>
/// Keeps other sites from acting through a signed-in browser. The cookie is <c>SameSite=Strict</c> already; this is
/// the second lock: a header that no form can send, and for hubs, whose WebSockets carry no header, the origin.
/// </summary>
internal static class ForgeryGuard
{
    public const string Header = "X-CivilLine";

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (IsForeign(request) && (BearerHandler.IsHub(request.Path) || request.Path == SignInEndpoints.Path) && !IsBanner(context))
            return Refuse(context, "The page that asks comes from another origin.");
        if (IsSafe(request.Method)
            || BearerHandler.IsHub(request.Path)
            || context.User.Identity?.AuthenticationType != Schemes.Cookie
            || request.Headers.ContainsKey(Header))
            return next(context);
        return Refuse(context, $"Send the header '{Header}: 1' with what changes something from a browser.");
    }

    /// <summary>A banner in a page that may carry one: it came with its own token, not with somebody's cookie.</summary>
    private static bool IsBanner(HttpContext context) =>
        context.User.HasClaim(claim => claim.Type == AccessClaims.LentBy)
        && context.Request.Path.StartsWithSegments("/hubs/agent", StringComparison.Ordinal)
        && context.Request.Headers.Origin is [{ } origin]
        && context.RequestServices.GetRequiredService<IOptions<BannerOptions>>().Value.Origins.Contains(origin, StringComparer.Ordinal);

    private static Task Refuse(HttpContext context, string detail) =>
        Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "forgery", detail);

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
