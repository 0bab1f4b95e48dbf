using CivilLine.Calls;
using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Review.Shadow;

internal static class ShadowExtensions
{
    public static void AddShadow(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ShadowOptions>().BindConfiguration(ShadowOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ShadowTally>();
        services.AddSingleton<ShadowQueue>();
        if (builder.Configuration[$"{ShadowOptions.Section}:{nameof(ShadowOptions.Model)}"] is not { Length: > 0 } folder)
            return;
        services.AddSingleton(_ => ShadowModel.Load(folder));
        services.AddHostedService<ShadowWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ShadowQueue>());
    }

    public static void MapShadow(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/review/shadow", (HttpContext context, ShadowTally tally, ShadowQueue queue) => tally.View(context.Viewer(), queue.Waiting))
        .RequireAuthorization(Access.Review).WithTags("Review")
        .WithSummary("What a second model that runs along decides otherwise: alerts gained, lost and moved since the start, and where.");
}
