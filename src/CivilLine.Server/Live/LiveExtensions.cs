using CivilLine.Care;
using CivilLine.Security;

namespace CivilLine.Live;

internal static class LiveExtensions
{
    /// <summary>How long one client may hold up a send before it is cut off; it comes back with its cursor.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(2);

    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSignalR(options =>
            {
                options.KeepAliveInterval = TimeSpan.FromSeconds(10);
                options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                options.MaximumReceiveMessageSize = 8 * 1024;
            })
            .AddJsonProtocol(options => Hosting.Json.Configure(options.PayloadSerializerOptions));
        services.AddSingleton<Audience>();
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<LiveCalls>();
        services.AddSingleton<LiveCallsLoader>();
        services.AddSingleton<PageStarts>();
        services.AddSingleton<AlertFeed>();
        services.AddSingleton<BreakFeed>();
        services.AddSingleton<PendingSends>();
        services.AddHostedService<LiveBroadcaster>();
        services.AddSingleton<StopNotice>();
        return builder;
    }

    public static WebApplication MapLive(this WebApplication app)
    {
        app.MapHub<LiveHub>("/hubs/live", options => options.TransportSendTimeout = SendTimeout);
        app.MapHub<AgentHub>("/hubs/agent", options => options.TransportSendTimeout = SendTimeout).RequireCors(BannerAccess.Policy);
        return app;
    }
}
