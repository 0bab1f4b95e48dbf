using System.Diagnostics.Metrics;
using CivilLine.Security;
using Microsoft.AspNetCore.Authorization;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CivilLine.Telemetry;

internal static class TelemetryExtensions
{
    private const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int SeriesOfAMetric = 500;

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CivilLineMetrics>();
        var toCollector = !string.IsNullOrWhiteSpace(builder.Configuration[OtlpVariable]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("civilline"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(
                        CivilLineMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                        "Microsoft.AspNetCore.Http.Connections", "System.Runtime")
                    .AddPrometheusExporter();
                if (toCollector)
                    metrics.AddOtlpExporter();
            });
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) => metrics.AddView(View(services.GetRequiredService<IMeterFactory>())));
        // Without a collector nobody would see a span, so none is made.
        if (toCollector)
            telemetry.WithTracing(tracing => tracing.AddCivilLine().AddOtlpExporter());
        return builder;
    }

    /// <summary>
    /// Meters are heard by name, throughout the process: those of another server in it, as in tests, would be counted
    /// here too, and with the end of that server this one's metrics of the same names would end.
    /// </summary>
    private static Func<Instrument, MetricStreamConfiguration> View(IMeterFactory own) => instrument =>
        instrument.Meter.Scope is IMeterFactory factory && factory != own
            ? MetricStreamConfiguration.Drop
            // Room for the series is set aside with the metric: 2,000 each, the default, takes 13 MB.
            : new MetricStreamConfiguration { CardinalityLimit = SeriesOfAMetric };

    public static TracerProviderBuilder AddCivilLine(this TracerProviderBuilder tracing) => tracing
        .AddSource(Tracing.SourceName)
        .AddAspNetCoreInstrumentation(options =>
            options.Filter = context => !BearerHandler.IsHub(context.Request.Path))
        .AddProcessor(new IdentifierScrubber());

    /// <summary>Open to a scraper on this machine; from elsewhere it is for operators and administrators.</summary>
    public static WebApplication MapTelemetry(this WebApplication app)
    {
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => Viewer.TryFrom(context.User) is { Role: Role.Operator or Role.Administrator }
                || (context.Resource is HttpContext http && IsFromThisMachine(http)))
            .Build());
        return app;
    }

    // Behind a proxy every request comes from loopback, so a forwarded one does not count as local.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && System.Net.IPAddress.IsLoopback(address)
        && !Proxies.IsForwarded(context);
}
