using CivilLine.Audit;
using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Demo;
using CivilLine.Health;
using CivilLine.Ingest;
using CivilLine.Live;
using CivilLine.Notify;
using CivilLine.OpenApi;
using CivilLine.Pages;
using CivilLine.Perspective;
using CivilLine.Policies;
using CivilLine.Privacy;
using CivilLine.Review;
using CivilLine.Security;
using CivilLine.Sources;
using CivilLine.Store;
using CivilLine.Telemetry;

namespace CivilLine.Hosting;

/// <summary>The whole server, as <c>Program</c> runs it and as tests start it.</summary>
internal static class CivilLineServer
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <param name="configure">The last word on services and settings; tests put their clock and scorer in here.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args.Select(Switch)],
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.Configuration["urls"] = DefaultUrl;
        builder.Logging.AddQuiet();
        builder.Services.AddSingleton<TimeProvider>(new SteadyTime(TimeProvider.System));
        // Whoever stops a server, kills it after ten seconds: systemd is told so, and containers are by default.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(9));
        builder.Services.AddSingleton<IHostLifetime, GentleStop>();
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));

        builder.AddDemo();
        builder.AddStore();
        builder.AddAudit();
        builder.AddTelemetry();
        builder.AddSecurity();
        builder.AddPolicies();
        builder.AddCalls();
        builder.AddReview();
        builder.AddIngest();
        builder.AddSources();
        builder.AddPerspective();
        builder.AddLive();
        builder.AddNotify();
        builder.AddPrivacy();
        builder.AddHealth();
        builder.AddApiDescription();
        builder.Services.AddHostedService<Greeting>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseDemo();
        app.UsePageAssets();
        app.UseSecurity();
        app.MapSecurity();
        app.MapAudit();
        app.MapPages();
        app.MapTelemetry();
        app.MapIngest();
        app.MapSources();
        app.MapPerspective();
        app.MapCalls();
        app.MapPolicies();
        app.MapReview();
        app.MapCare();
        app.MapLive();
        app.MapNotify();
        app.MapPrivacy();
        app.MapHealth();
        app.MapApiDescription();
        return app;
    }

    // The command line's parser would take the argument after a bare switch for its value.
    private static string Switch(string argument) => argument is "--demo" or "--cluster" ? argument + "=true" : argument;
}
