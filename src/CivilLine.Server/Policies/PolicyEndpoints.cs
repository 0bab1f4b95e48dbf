using System.Text;
using CivilLine.Escalation.Documents;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Policies;

internal static class PolicyEndpoints
{
    private const int MostBytes = 1024 * 1024;
    private const int MostChanges = 200;

    public static void MapPolicyEndpoints(this IEndpointRouteBuilder app)
    {
        var policy = app.MapGroup("/api/v1/policy").WithTags("Policy");
        policy.MapGet("", Show).RequireAuthorization(Access.See)
            .WithSummary("The policy in force: the centre's, or with 'team' that team's.").Produces<PolicyView>();
        policy.MapPost("/check", CheckAsync).RequireAuthorization(Access.Review)
            .WithSummary("YAML in, everything that is wrong with it out. Changes nothing.")
            .Produces<PolicyCheckView>().ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        policy.MapPut("", PutAsync).RequireAuthorization(Access.Administer)
            .WithSummary("Puts a policy document into force and into the policy's file. If-Match names the version it was made from.")
            .Produces<PolicyView>().Produces<PolicyCheckView>(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        policy.MapGet("/changes", ChangesAsync)
            .RequireAuthorization(Access.Review).WithSummary("Which policy came into force when, newest first, and who put it.")
            .Produces<PolicyChangesView>();
        policy.MapGet("/documents/{version}", Document).RequireAuthorization(Access.Review)
            .WithSummary("The document of a version that was ever in force, as YAML.")
            .Produces<string>(contentType: "application/yaml").ProducesProblem(StatusCodes.Status404NotFound);
        policy.MapGet("/schema", () => Results.Text(StandardPolicy.Schema, "application/schema+json")).RequireAuthorization(Access.Known)
            .WithSummary("The JSON schema of a policy document.");
    }

    private static PolicyView Show(HttpContext context, PolicyStore store, string? team)
    {
        var viewer = context.Viewer();
        team ??= viewer.Teams is { Count: 1 } own ? own.First() : null;
        return PolicyView.Of(store, team, viewer.Role == Role.Administrator);
    }

    private static async Task<IResult> CheckAsync(HttpContext context, PolicyStore store)
    {
        if (await ReadAsync(context) is not { } yaml)
            return TooLarge();
        var reading = store.Check(yaml);
        return Results.Ok(new PolicyCheckView(reading.Policies?.Version, reading.Problems));
    }

    private static async Task<PolicyChangesView> ChangesAsync(MonitorDbContext db, CancellationToken cancellationToken) =>
        new(await db.PolicyChanges.AsNoTracking().Where(row => row.Refused == null).OrderByDescending(row => row.Id).Take(MostChanges)
            .Select(row => new PolicyChange(row.At, row.Version, row.By, row.ById, row.Hash)).ToListAsync(cancellationToken));

    private static async Task<IResult> PutAsync(HttpContext context, PolicyStore store, PolicyAudit audit)
    {
        if (await ReadAsync(context) is not { } yaml)
            return TooLarge();
        var viewer = context.Viewer();
        try
        {
            var (outcome, problems) = store.Put(
                yaml, viewer.Name, context.Request.Headers.IfMatch is [{ } given] ? given.Trim('"', ' ') : null, viewer.Id);
            // It applies already: whoever put it going away must not keep it from the audit.
            await audit.RecordAsync(CancellationToken.None);
            return outcome switch
            {
                PutOutcome.Taken => Results.Ok(PolicyView.Of(store, null, isAdministrator: true)),
                PutOutcome.Changed => Problems.Of(
                    StatusCodes.Status412PreconditionFailed, "changed", $"Policy '{store.Book.Version}' is in force by now; read it before you replace it.", "If-Match"),
                _ => Results.Json(new PolicyCheckView(null, problems), statusCode: StatusCodes.Status422UnprocessableEntity),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "read-only", $"The policy's file cannot be written: {error.Message}");
        }
    }

    private static IResult Document(string version, PolicyHistory history) => history.Document(version) is { } yaml
        ? Results.Text(yaml, "application/yaml")
        : Problems.Of(StatusCodes.Status404NotFound, "not-found", "No policy of this version was ever in force here.", "version");

    /// <returns>Null where the body is larger than any policy.</returns>
    private static async Task<string?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (body.Length + read > MostBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length)).TrimStart('\uFEFF');
    }

    private static IResult TooLarge() => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "too-large", $"A policy document has at most {MostBytes} bytes.");
}
