using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

internal static class NotifyExtensions
{
    /// <summary>Call after <c>AddStore</c>, <c>AddSecurity</c> and <c>AddLive</c>, whose services it starts upon.</summary>
    public static WebApplicationBuilder AddNotify(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<NotifyOptions>().BindConfiguration(NotifyOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotifyOptions>, NotifyOptionsCheck>();
        services.AddSingleton<Webhooks>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookChanges>();
        services.AddSingleton<ConfiguredWebhooks>();
        services.AddSingleton<UnknownTeams>();
        services.AddHealthChecks().AddCheck<UnknownTeams>("webhooks");
        services.AddSingleton<WebhookDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDispatcher>());
        return builder;
    }

    public static WebApplication MapNotify(this WebApplication app)
    {
        app.MapWebhooks();
        return app;
    }
}
