using CivilLine.Store;

namespace CivilLine.Ingest;

internal static class IngestExtensions
{
    public static WebApplicationBuilder AddIngest(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RedactionOptions>().BindConfiguration(RedactionOptions.Section);
        services.AddSingleton<TextHasher>();
        services.AddSingleton<EventReader>();
        services.AddSingleton(provider =>
        {
            var writer = provider.GetRequiredService<StoreWriter>();
            return ActivatorUtilities.CreateInstance<IngestGate>(provider, () => writer.QuickestCommit);
        });
        services.AddSingleton<IngestDispatcher>();
        services.AddSingleton<RefusalPace>();
        services.AddSingleton<StreamCounts>();
        return builder;
    }

    public static WebApplication MapIngest(this WebApplication app)
    {
        app.MapEvents();
        app.MapStream();
        return app;
    }
}
