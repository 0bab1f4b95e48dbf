using CivilLine.Security;

namespace CivilLine.Sources;

/// <summary><c>POST /api/v1/sources/{source}/tokens</c>: lends whoever holds the source's secret a token for an address.</summary>
internal static class SourceTokenEndpoint
{
    public static void MapSourceTokens(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/v1/sources/{source}/tokens", HandleAsync)
        .AllowAnonymous().DisableAntiforgery()
        .WithName("PostSourceToken")
        .WithSummary("Lends a token of a few minutes for the address that a vendor dials, for one call where 'callId' is given.")
        .WithTags("Ingest")
        .Produces<SourceToken>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string source, string? callId, HttpContext context, SourceRegister register, SourceIntake intake)
    {
        if (register.Find(source) is not { Guard: TokenGuard guard } found)
            return Problems.Of(
                StatusCodes.Status404NotFound, "not-found", "No source of this name is configured with Authentication 'token'.");
        if (!await guard.HoldsSecretAsync(context.Request))
        {
            intake.Unproven(found);
            return Problems.Of(
                StatusCodes.Status401Unauthorized, "unauthenticated", "Send the source's secret as Authorization: Bearer ….");
        }
        var (token, expiresAt) = guard.Make(callId ?? "");
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new SourceToken(token, expiresAt));
    }
}

/// <param name="Token">Goes into the address as <c>access_token</c>.</param>
internal sealed record SourceToken(string Token, DateTimeOffset ExpiresAt);
