using System.Security.Claims;
using CivilLine.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CivilLine.Ingest;

/// <summary><c>POST /api/v1/events</c>: NDJSON, each line judged alone, answered once everything kept is durable.</summary>
internal static class EventsEndpoint
{
    private static readonly string[] Types =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/json", "text/plain"];

    public static void MapEvents(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/events", HandleAsync)
        .RequireAuthorization(Access.Ingest)
        .WithMetadata(new RequestSizeLimitAttribute(EventRules.BodyBytes))
        .WithName("PostEvents")
        .WithSummary("Takes events as NDJSON, one a line; answers once what was accepted is durable.")
        .WithTags("Ingest")
        .AddOpenApiOperationTransformer(DescribeBody)
        .Produces<EventsAnswer>(StatusCodes.Status200OK)
        .Produces<EventsAnswer>(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .Produces<EventsAnswer>(StatusCodes.Status422UnprocessableEntity)
        .Produces<EventsAnswer>(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    // Accepts() would describe it too, but makes routing answer 415 with nothing in it before our own answer can.
    private static Task DescribeBody(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "Events, one JSON object a line: call-started, fragment (the default type) or call-ended.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/x-ndjson"] = new() },
        };
        return Task.CompletedTask;
    }

    private static async Task HandleAsync(
        HttpContext context, EventReader events, IngestDispatcher dispatcher, RefusalPace pace, IOptions<IngestOptions> options,
        TimeProvider time, IHostApplicationLifetime life)
    {
        if (!IsNdjson(context.Request))
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status415UnsupportedMediaType, "unsupported-type",
                "Send the events as application/x-ndjson, one JSON object a line, not compressed.");
            return;
        }
        var keyId = context.User.FindFirstValue(AccessClaims.KeyId)!;
        var reader = new BodyReader(events, dispatcher, pace, options.Value, keyId);
        var stop = await ReadAsync(reader, context, options.Value, time, life.ApplicationStopping);
        if (!context.RequestAborted.IsCancellationRequested)
            await IngestAnswer.WriteAsync(context, reader.Tally, stop, options.Value.RetryAfterSeconds);
    }

    private static async Task<BodyStop?> ReadAsync(
        BodyReader reader, HttpContext context, IngestOptions options, TimeProvider time, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(options.BodySeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted, stopping);
        try
        {
            return await reader.ReadAsync(context.Request.BodyReader, either.Token);
        }
        catch (OperationCanceledException)
        {
            return stopping.IsCancellationRequested ? BodyStop.Stopping : BodyStop.TooSlow;
        }
        // Kestrel's own words for a body over its size, and for one that comes in slower than 240 bytes a second.
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return BodyStop.TooLarge;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return BodyStop.TooSlow;
        }
    }

    private static bool IsNdjson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
            return false;
        if (string.IsNullOrEmpty(request.ContentType))
            return true;
        var type = request.ContentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        foreach (var known in Types)
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
