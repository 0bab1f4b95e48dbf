using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CivilLine.Audit;

/// <summary>
/// Which requests are recorded: all of <c>/api/v1</c> but those named here, so that an endpoint which is new is recorded until
/// somebody says why it need not be. What is left out shows no call, changes nothing, or is a machine's own traffic, which the calls' rows have.
/// </summary>
internal static class AuditRules
{
    public static readonly FrozenSet<string> LeftOut = FrozenSet.ToFrozenSet(
    [
        "POST /api/v1/events", "GET /api/v1/events/stream",
        "POST /api/v1/sources/{source}", "POST /api/v1/sources/{source}/tokens", "GET /api/v1/sources/{source}/stream",
        "POST /api/v1/score", "GET /api/v1/me", "POST /api/v1/hub-token", "GET /api/v1/sign-in",
        "GET /api/v1/operator", "GET /api/v1/sources", "GET /api/v1/admin/webhooks", "GET /api/v1/admin/webhooks/{id}/deliveries", "GET /api/v1/admin/teams", "GET /api/v1/admin/retention",
        "GET /api/v1/policy", "POST /api/v1/policy/check", "GET /api/v1/policy/changes", "GET /api/v1/policy/documents/{version}", "GET /api/v1/policy/schema",
        "GET /api/v1/work/rules", "GET /api/v1/work/times",
        "GET /api/v1/review/choices", "GET /api/v1/review/agreement", "GET /api/v1/review/what-if/choices",
        "GET /api/v1/care/me", "GET /api/v1/care/breaks",
    ], StringComparer.Ordinal);

    private static readonly ConditionalWeakTable<RouteEndpoint, string> Paths = [];

    /// <param name="what">The method and the route, each parameter without its constraint.</param>
    public static bool Covers(string what) =>
        what.Contains(" /api/v1/", StringComparison.Ordinal) && !LeftOut.Contains(what);

    /// <returns>What this request is called, where it is recorded.</returns>
    public static string? Find(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return null;
        var what = $"{context.Request.Method} {Paths.GetValue(endpoint, PathOf)}";
        return Covers(what) ? what : null;
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            RoutePatternLiteralPart literal => literal.Content,
            _ => "?",
        }))));
}
