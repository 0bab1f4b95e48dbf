using CivilLine.Ingest;
using CivilLine.Security;
using CivilLine.Transcripts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CivilLine.Sources;

/// <summary><c>POST /api/v1/sources/{source}</c>: a vendor's delivery, answered once what it holds is durable.</summary>
internal static class SourceEndpoint
{
    public const int BodyBytes = 4 * 1024 * 1024;

    /// <summary>In which Azure Communication Services names the call when it dials.</summary>
    private const string AzureCallHeader = "x-ms-call-connection-id";

    public static void MapDeliveries(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/sources/{source}", HandleAsync)
        .AllowAnonymous().DisableAntiforgery()
        .WithMetadata(new RequestSizeLimitAttribute(BodyBytes))
        .WithName("PostSourceDelivery")
        .WithSummary("Takes a vendor's message in the vendor's own form and proof; answers once what it holds is durable.")
        .WithTags("Ingest")
        .Produces<EventsAnswer>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .Produces<EventsAnswer>(StatusCodes.Status422UnprocessableEntity)
        .Produces<EventsAnswer>(StatusCodes.Status429TooManyRequests);

    private static async Task HandleAsync(
        string source, HttpContext context, SourceRegister register, SourceIntake intake, IOptions<IngestOptions> options, TimeProvider time)
    {
        if (register.Find(source) is not { } found)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status404NotFound, "not-found", "No source of this name is configured.");
            return;
        }
        var body = await DeliveryBody.ReadAsync(context.Request, context.RequestAborted);
        if (!await found.Guard.AdmitsAsync(context.Request, body, context.RequestAborted))
        {
            intake.Unproven(found);
            await VendorAnswers.RefuseAsync(
                context, StatusCodes.Status401Unauthorized, "unauthenticated",
                "This delivery does not prove that it is the source's: see what the source's Authentication asks for.", time);
            return;
        }
        if (DeliveryBody.IsPacked(context.Request))
        {
            if (await DeliveryBody.UnpackAsync(body, BodyBytes, context.RequestAborted) is not { } unpacked)
            {
                await VendorAnswers.RefuseAsync(
                    context, StatusCodes.Status413PayloadTooLarge, "too-large",
                    $"The body is no gzip, or unpacks to more than {BodyBytes} bytes.", time);
                return;
            }
            body = unpacked;
        }
        var message = new SourceMessage(body, AddressOf(context.Request), time.GetUtcNow());
        var tally = await intake.TakeAsync(found, message, context.RequestAborted);
        await VendorAnswers.WriteAsync(context, found.Options, tally, options.Value.RetryAfterSeconds, time);
    }

    internal static SourceAddress AddressOf(HttpRequest request)
    {
        var said = AddressOf(request.Query);
        return said.CallId is null ? said with { CallId = One(request.Headers[AzureCallHeader]) } : said;
    }

    internal static SourceAddress AddressOf(IQueryCollection query) => new()
    {
        CallId = One(query["callId"]),
        AgentId = One(query["agentId"]),
        Team = One(query["team"]),
        Queue = One(query["queue"]),
        Speaker = Enum.TryParse<Speaker>(One(query["speaker"]), ignoreCase: true, out var speaker) ? speaker : null,
        OffsetMs = SourceAddress.OffsetOf(One(query["offsetMs"])),
    };

    private static string? One(StringValues values) => values is [{ Length: > 0 } value] ? value : null;
}
