using CivilLine.Security;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Health;

internal static class HealthExtensions
{
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<ModelCheck>("model")
            .AddCheck<StoreCheck>("store")
            .AddCheck<ClockCheck>("clock")
            .AddCheck<QuietCheck>("sources");
        builder.Services.AddSingleton<SourceWatch>();
        // Before the follower, and so after it when the server stops: what it still counts is kept.
        builder.Services.AddHostedService<SourceDayKeeper>();
        builder.Services.AddHostedService<SourceFollower>();
        builder.Services.AddSingleton<StoreSize>();
        builder.Services.AddSingleton<OperatorReads>();
        builder.Services.AddHostedService<Gauges>();
        return builder;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapOperator();
        return app;
    }

    /// <summary>Everybody learns whether the server is ready; why not is for who runs it.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (Viewer.TryFrom(context.User) is not { Role: Role.Administrator or Role.Operator })
            return context.Response.WriteAsJsonAsync(new { status = report.Status }, Hosting.Json.Options);
        var checks = report.Entries.ToDictionary(
            entry => entry.Key, entry => new { status = entry.Value.Status, detail = entry.Value.Description });
        return context.Response.WriteAsJsonAsync(new { status = report.Status, checks }, Hosting.Json.Options);
    }
}
