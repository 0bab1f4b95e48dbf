using System.Security.Claims;
using CivilLine.Security;

namespace CivilLine.Ingest;

/// <summary><c>WS /api/v1/events/stream</c>: one event a message, each answered, in order, once it is durable.</summary>
internal static class StreamEndpoint
{
    public static void MapStream(this IEndpointRouteBuilder endpoints) => endpoints
        .MapSocket("/api/v1/events/stream", HandleAsync)
        .RequireAuthorization(Access.Ingest)
        .WithName("StreamEvents")
        .WithSummary("A WebSocket that takes one event a message and answers each, in order, once it is durable.")
        .WithTags("Ingest");

    private static async Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (await SocketBranch.RefusesAsync(context, "to send events by HTTP, POST them to /api/v1/events."))
            return;
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
}
