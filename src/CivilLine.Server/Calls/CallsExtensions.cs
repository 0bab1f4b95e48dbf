using System.Net;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Scoring;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CivilLine.Calls;

internal static class CallsExtensions
{
    private const int GrainsRemembered = 1 << 16;

    /// <summary>One silo in this process. Call after <c>AddStore</c>: the silo stops before the writer does.</summary>
    public static WebApplicationBuilder AddCalls(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>("cluster"))
            throw new StartRefusedException(
                "--cluster needs a store that several servers can share, and this server keeps its calls in SQLite, which "
                + "one process alone may write. Start it without --cluster.");
        var services = builder.Services;
        services.AddOptions<CallOptions>().BindConfiguration(CallOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SequenceClassifierOptions>().BindConfiguration(SequenceClassifierOptions.Section);
        services.TryAddSingleton(Scorer);
        services.AddSingleton(provider => new WindowScorer(
            ActivatorUtilities.CreateInstance<TimedScorer>(provider, provider.GetRequiredService<IToxicityScorer>())));
        services.AddSingleton<ScoringThreads>();
        services.AddHostedService(provider => provider.GetRequiredService<ScoringThreads>());
        services.AddSingleton<CallReads>();
        services.AddSingleton<CallActs>();
        services.AddSingleton<IncidentWork>();
        services.AddSingleton<CallQuota>();
        services.AddHostedService(provider => provider.GetRequiredService<CallQuota>());
        builder.UseOrleans(silo => ConfigureSilo(silo, builder.Configuration));
        services.AddHostedService<SilentCalls>();
        services.AddHostedService<DueIncidents>();
        return builder;
    }

    /// <summary>The active model, or its linear stage with the classifier that the configuration plugs in.</summary>
    private static IToxicityScorer Scorer(IServiceProvider services)
    {
        try
        {
            var bundle = ModelBundle.Load(ModelLocator.Find());
            var classifier = services.GetRequiredService<IOptions<SequenceClassifierOptions>>().Value;
            return classifier.IsSet ? bundle.With(classifier) : bundle.Scorer;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new StartRefusedException(error.Message, error);
        }
    }

    public static WebApplication MapCalls(this WebApplication app)
    {
        app.MapAlerts();
        app.MapIncidents();
        app.MapCallEndpoints();
        app.MapCallHistory();
        app.MapWork();
        app.MapScore();
        return app;
    }

    private static void ConfigureSilo(ISiloBuilder silo, ConfigurationManager configuration)
    {
        var port = SiloPort.Claim();
        silo.Services.AddSingleton(_ => port);
        silo.UseLocalhostClustering(port.Number, gatewayPort: 0);
        silo.Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
        silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 1000);
        // Orleans sets room aside for a million grains at once, 18 MB of it; a call that is not in it is looked up again.
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = GrainsRemembered);
        var idle = (configuration.GetSection(CallOptions.Section).Get<CallOptions>() ?? new CallOptions()).IdleMinutes;
        silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionAge = TimeSpan.FromMinutes(idle);
            options.CollectionQuantum = TimeSpan.FromMinutes(1);
        });
    }
}
