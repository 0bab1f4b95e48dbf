using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>A server of a test's own on a real socket of this machine: a vendor's, an issuer's or a receiver's end.</summary>
internal static class LittleServer
{
    /// <param name="at">Where it is to listen; null for anywhere. Its address is among <see cref="WebApplication.Urls"/>.</param>
    public static async Task<WebApplication> StartAsync(Action<WebApplication> configure, QuietPort? at = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(at?.Address.ToString() ?? "http://127.0.0.1:0");
        if (at is not null)
            builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => at.Socket);
        var app = builder.Build();
        configure(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
