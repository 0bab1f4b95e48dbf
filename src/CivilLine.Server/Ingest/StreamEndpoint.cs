using System.Security.Claims;
using CivilLine.Security;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary><c>WS /api/v1/events/stream</c>: one event a message, each answered, in order, once it is durable.</summary>
internal static class StreamEndpoint
{
    public static void MapStream(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<IngestOptions>>().Value;
        var branch = endpoints.CreateApplicationBuilder();
        branch.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(options.StreamPingSeconds),
            KeepAliveTimeout = TimeSpan.FromSeconds(options.StreamPingSeconds),
        });
        branch.Run(HandleAsync);
        endpoints.Map("/api/v1/events/stream", branch.Build())
            .RequireAuthorization(Access.Ingest)
            .WithName("StreamEvents")
            .WithSummary("A WebSocket that takes one event a message and answers each, in order, once it is durable.")
            .WithTags("Ingest");
    }

    private static async Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status426UpgradeRequired, "websocket-needed",
                "This address speaks WebSocket; to send events by HTTP, POST them to /api/v1/events.");
            return;
        }
        if (!IsOwnOrigin(context.Request))
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status403Forbidden, "origin", "A page of another origin may not open this stream.");
            return;
        }
        var keyId = context.User.FindFirstValue(AccessClaims.KeyId)!;
        var counts = services.GetRequiredService<StreamCounts>();
        if (!counts.TryOpen(keyId))
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status429TooManyRequests, "too-many-streams",
                "This key has as many streams open as it may; send more events over each.");
            return;
        }
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var stream = ActivatorUtilities.CreateInstance<EventStream>(services, socket, keyId);
            await stream.RunAsync(stopping);
        }
        finally
        {
            counts.Close(keyId);
        }
    }

    // A page of another site can open a WebSocket here with the browser's cookie; machines send no origin.
    internal static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
