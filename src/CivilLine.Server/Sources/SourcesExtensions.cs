using CivilLine.Sources.Kafka;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

internal static class SourcesExtensions
{
    public static WebApplicationBuilder AddSources(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SourcesOptions>().BindConfiguration(SourcesOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SourcesOptions>, SourceOptionsCheck>();
        services.AddSingleton<SourceRegister>();
        services.AddSingleton<SourceIntake>();
        services.AddSingleton<SourceStates>();
        services.AddSingleton<Rhythms>();
        services.AddSingleton<SourceConnectors>();
        services.AddHostedService(provider => provider.GetRequiredService<SourceConnectors>());
        services.AddHealthChecks().AddCheck<ConnectorCheck>("connectors");
        services.AddSingleton<KafkaSources>();
        services.AddHostedService(provider => provider.GetRequiredService<KafkaSources>());
        services.AddHealthChecks().AddCheck<KafkaCheck>("kafka");
        return builder;
    }

    public static WebApplication MapSources(this WebApplication app)
    {
        app.MapDeliveries();
        app.MapSourceStates();
        app.MapSourceStream();
        app.MapSourceTokens();
        return app;
    }
}
