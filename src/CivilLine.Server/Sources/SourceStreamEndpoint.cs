using CivilLine.Ingest;
using CivilLine.Security;

namespace CivilLine.Sources;

/// <summary>
/// <c>WS /api/v1/sources/{source}/stream</c>: a vendor or a bridge dials, proves itself as the source asks, and sends its
/// messages. With <c>?answers=true</c> each is answered, in order, once what it holds is durable.
/// </summary>
internal static class SourceStreamEndpoint
{
    public static void MapSourceStream(this IEndpointRouteBuilder endpoints) => endpoints
        .MapSocket("/api/v1/sources/{source}/stream", HandleAsync)
        .AllowAnonymous()
        .WithName("StreamSource")
        .WithSummary("A WebSocket that takes a vendor's messages in the vendor's own form and proof.")
        .WithTags("Ingest");

    private static async Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var name = context.GetRouteValue("source") as string ?? "";
        if (services.GetRequiredService<SourceRegister>().Find(name) is not { } source)
        {
            await Problems.WriteAsync(context, StatusCodes.Status404NotFound, "not-found", "No source of this name is configured.");
            return;
        }
        if (await SocketBranch.RefusesAsync(context, "to send messages by HTTP, POST them to the address without /stream."))
            return;
        if (!await source.Guard.AdmitsAsync(context.Request, default, context.RequestAborted))
        {
            services.GetRequiredService<SourceIntake>().Unproven(source);
            await Problems.WriteAsync(
                context, StatusCodes.Status401Unauthorized, "unauthenticated",
                "This does not prove that it is the source's: see what the source's Authentication asks for.");
            return;
        }
        var said = SourceEndpoint.AddressOf(context.Request);
        if (said.IsOffsetWrong)
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "invalid", SourceAddress.OffsetRule);
            return;
        }
        await TakeAsync(context, source, said);
    }

    private static async Task TakeAsync(HttpContext context, ConfiguredSource source, SourceAddress said)
    {
        var services = context.RequestServices;
        var counts = services.GetRequiredService<StreamCounts>();
        var counted = ConfiguredSource.OwnerPrefix + source.Name;
        if (!counts.TryOpen(counted, source.Options.Sockets))
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status429TooManyRequests, "too-many-streams",
                $"This source has {source.Options.Sockets} sockets open, as many as its Sockets allows.");
            return;
        }
        try
        {
            var isAnswered = bool.TryParse(context.Request.Query["answers"], out var answers) && answers;
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var reading = ActivatorUtilities.CreateInstance<SourceReading>(services, source, said);
            using var stream = ActivatorUtilities.CreateInstance<SourceStream>(services, socket, reading, isAnswered);
            await stream.RunAsync(services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        }
        finally
        {
            counts.Close(counted);
        }
    }
}
