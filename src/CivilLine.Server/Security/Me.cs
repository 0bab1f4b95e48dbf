namespace CivilLine.Security;

/// <summary>Who is signed in, as pages ask it.</summary>
internal sealed record Me(string Id, string Name, Role Role, string? AgentId, IReadOnlyList<string> Teams)
{
    public static Me Of(Viewer viewer) => new(
        viewer.Id, viewer.Name, viewer.Role, viewer.AgentId, viewer.Teams is null ? [] : [.. viewer.Teams.Order()]);
}

internal sealed record HubToken(string Token, DateTimeOffset ExpiresAt);

internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me", (HttpContext context) => Me.Of(context.Viewer()))
            .RequireAuthorization(Access.Enter).WithTags("Sign-in").WithSummary("Who is signed in");
        app.MapPost("/api/v1/hub-token", (HttpContext context, HubTokens tokens, BannerTokens banners) =>
            {
                if (context.User.HasClaim(claim => claim.Type == AccessClaims.LentBy))
                    return banners.Renew(context.User) is { } renewed
                        ? Results.Ok(renewed)
                        : Problems.Of(StatusCodes.Status403Forbidden, "shift-over", "This token cannot be renewed any more: the page's own server has to ask for another.");
                var isKey = context.User.HasClaim(claim => claim.Type == AccessClaims.KeyId);
                var (token, expiresAt) = tokens.Make(context.Viewer(), isKey);
                return Results.Ok(new HubToken(token, expiresAt));
            })
            .RequireAuthorization(Access.See).RequireCors(BannerAccess.Policy).WithTags("Sign-in").Produces<HubToken>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithSummary("A token of two minutes for a hub's access_token, where no header can be set; a banner's token for ten minutes more");
    }
}
