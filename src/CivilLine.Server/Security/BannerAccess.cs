using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace CivilLine.Security;

/// <summary>
/// Lets a banner in another site's page reach what it needs, with its token alone: no cookie ever crosses, so that a
/// foreign page can do nothing in a signed-in person's name.
/// </summary>
internal static class BannerAccess
{
    public const string Policy = "Banner";

    public static void Add(IServiceCollection services)
    {
        services.AddOptions<BannerOptions>().BindConfiguration(BannerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BannerOptions>, BannerOptionsCheck>();
        services.AddSingleton<BannerTokens>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<BannerOptions>>((cors, banner) => cors.AddPolicy(
            Policy,
            policy => policy.WithOrigins([.. banner.Value.Origins]).WithMethods("GET", "POST")
                .WithHeaders("authorization", "content-type", "x-requested-with", "x-signalr-user-agent", ForgeryGuard.Header)
                .WithExposedHeaders("date").SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    public static void MapBannerTokens(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/agents/{agentId}/banner-token", (string agentId, HttpContext context, BannerTokens tokens, Roster roster) =>
            {
                if (AdminRules.RefuseAgent(agentId) is { } refusal)
                    return refusal;
                if (roster.IsAgentDisabled(agentId))
                    return Problems.Of(StatusCodes.Status409Conflict, "conflict", "This agent has been shut out.", "agentId");
                if (context.User.FindFirst(AccessClaims.BannerKeyId)?.Value is { } keyId && roster.FindKeyById(keyId) is { Teams.Count: > 0 } scoped
                    && !(roster.FindAgent(agentId)?.Teams.Any(scoped.Teams.Contains) ?? false))
                    return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This key lends tokens for the agents of its own teams alone.", "agentId");
                var lentBy = context.User.FindFirst(AccessClaims.BannerKeyId)?.Value ?? context.Viewer().Id;
                return Results.Ok(tokens.Make(agentId, lentBy));
            })
            .RequireAuthorization(Access.LendBanner).WithTags("Sign-in").Produces<HubToken>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("A token of ten minutes for one agent's banner; the banner renews it by itself for at most a shift");
    }
}
