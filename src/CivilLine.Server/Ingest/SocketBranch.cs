using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>What every WebSocket that brings transcripts has in common: its own pings, and who may not open it at all.</summary>
internal static class SocketBranch
{
    public static IEndpointConventionBuilder MapSocket(this IEndpointRouteBuilder endpoints, string pattern, RequestDelegate handle)
    {
        var ping = TimeSpan.FromSeconds(endpoints.ServiceProvider.GetRequiredService<IOptions<IngestOptions>>().Value.StreamPingSeconds);
        var branch = endpoints.CreateApplicationBuilder();
        branch.UseWebSockets(new WebSocketOptions { KeepAliveInterval = ping, KeepAliveTimeout = ping });
        branch.Run(handle);
        return endpoints.Map(pattern, branch.Build());
    }

    /// <summary>Answers what is no WebSocket, or one that a page of another site opens.</summary>
    /// <param name="instead">What would be right for somebody who came by HTTP.</param>
    /// <returns>Whether it was answered.</returns>
    public static async Task<bool> RefusesAsync(HttpContext context, string instead)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            await Problems.WriteAsync(
                context, StatusCodes.Status426UpgradeRequired, "websocket-needed", $"This address speaks WebSocket; {instead}");
        else if (!IsOwnOrigin(context.Request))
            await Problems.WriteAsync(
                context, StatusCodes.Status403Forbidden, "origin", "A page of another origin may not open this stream.");
        else
            return false;
        return true;
    }

    // A page of another site can open a WebSocket here with the browser's cookie; machines send no origin.
    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
