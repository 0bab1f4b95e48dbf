using System.Text;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Review.Evidence;

internal static class EvidenceEndpoint
{
    public static void MapEvidence(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/v1/calls/{callId}/evidence", ExportAsync).RequireAuthorization(Access.Review).WithTags("Review")
        .WithSummary("A past call's evidence pack, format html or json: transcript, alerts, warnings, who was told, and a chain of hashes.")
        .Produces<string>(contentType: "text/html").Produces<object>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ExportAsync(
        string callId, string? format, HttpContext context, MonitorDbContext db, EvidenceReader reader, ReviewActs acts, TimeProvider time)
    {
        if (format is not ("html" or "json"))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", "'format' must be html or json.", "format");
        var viewer = context.Viewer();
        var row = await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.CallId == callId, context.RequestAborted);
        if (row is null || !viewer.Sees(row.Team, row.AgentId))
            return ActProblems.Of(context, Refusals.NoSuchCall);
        if (row.EndedAt is null)
            return Problems.Of(StatusCodes.Status409Conflict, "conflict", "The call goes on; its evidence can be taken once it is over.", "callId");
        var pack = await reader.ReadAsync(row, context.RequestAborted);
        var chain = EvidenceJson.Of(pack);
        // Recorded before it leaves: nothing goes out that the record does not know.
        acts.Add(viewer, "evidenceExported", callId, $"{format} {chain["head"]}");
        if (format == "json")
            return Results.File(
                Encoding.UTF8.GetBytes(chain.ToJsonString(new JsonSerializerOptions { WriteIndented = true })), "application/json", $"evidence-{callId}.json");
        context.Response.Headers.ContentSecurityPolicy = EvidenceHtml.ContentPolicy + "; frame-ancestors 'none'";
        return Results.Content(EvidenceHtml.Of(pack, chain, viewer.Name, time.GetUtcNow()), "text/html; charset=utf-8");
    }
}
