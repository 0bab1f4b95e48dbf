using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Privacy;

internal static class PrivacyExtensions
{
    public static WebApplicationBuilder AddPrivacy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsCheck>();
        services.AddSingleton<RetentionRules>();
        services.AddSingleton<RetentionState>();
        services.AddSingleton<DueCalls>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<PersonExport>();
        services.AddSingleton<RedactionScan>();
        services.AddHostedService<ErasedAgain>();
        services.AddHostedService<RetentionJob>();
        return builder;
    }

    public static WebApplication MapPrivacy(this WebApplication app)
    {
        var admin = app.MapGroup("/api/v1/admin").RequireAuthorization(Access.Administer).WithTags("Privacy")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        // Numbers alone, for whoever looks after the installation.
        app.MapGet("/api/v1/admin/retention", (RetentionState state, CancellationToken cancellationToken) => state.ViewAsync(cancellationToken))
            .WithSummary("How long calls are kept, when that was last enforced, how many went, and when it is next")
            .RequireAuthorization(Access.Operate).WithTags("Privacy");
        admin.MapErase();
        admin.MapHolds();
        admin.MapExport();
        admin.MapScan();
        return app;
    }
}
