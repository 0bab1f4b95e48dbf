using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Calls;
using CivilLine.Security;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Audit;

internal static class AuditEndpoints
{
    private const int MostEntries = 1000;

    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section);
        services.AddSingleton<AuditFile>();
        services.AddSingleton<AuditLog>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditLog>());
        services.AddSingleton<AuditTrail>();
        services.Configure<HubOptions>(options => options.AddFilter<AuditTrail>());
        services.AddHealthChecks().AddCheck<AuditCheck>("audit");
        return builder;
    }

    public static WebApplication MapAudit(this WebApplication app)
    {
        var admin = app.MapGroup("/api/v1/admin").RequireAuthorization(Access.Administer).WithTags("Administration");
        admin.MapGet("/audit", List).ProducesProblem(StatusCodes.Status400BadRequest).Produces<AuditPage>()
            .WithSummary("Who did and saw what, newest first; 'byId', 'callId', 'what', 'from', 'to' and 'before' narrow it.");
        admin.MapGet("/audit.ndjson", ExportAsync).Produces<string>(contentType: "application/x-ndjson")
            .WithSummary("The whole chain as it is kept, a line an entry, each with the hash of the one before.");
        return app;
    }

    private static IResult List(HttpContext context, AuditFile file, AuditLog log)
    {
        var reader = new QueryReader(context.Request.Query);
        var limit = (int)(reader.Integer("limit", 1, MostEntries) ?? 100);
        var before = reader.Integer("before", 1, long.MaxValue) ?? long.MaxValue;
        var (byId, callId, what) = (reader.Text("byId"), reader.Text("callId"), reader.Text("what"));
        var (from, to) = (Stamp(reader.Time("from")), Stamp(reader.Time("to")));
        if (reader.Error is var (member, detail))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid", detail, member);
        var newest = new Queue<JsonNode>();
        foreach (var line in file.Lines())
        {
            // Most lines are told by their text not to be meant, which is far cheaper than reading them.
            if (new[] { byId, callId, what }.Any(text => text is not null && !line.Contains(text, StringComparison.Ordinal)))
                continue;
            if (Read(line) is not { } entry || (long?)entry["number"] >= before
                || (byId is not null && (string?)entry["byId"] != byId)
                || (callId is not null && (string?)entry["of"]?["callId"] != callId)
                || (what is not null && (string?)entry["what"] != what)
                || (from is not null && string.CompareOrdinal((string?)entry["at"], from) < 0)
                || (to is not null && string.CompareOrdinal((string?)entry["at"], to) >= 0))
                continue;
            newest.Enqueue(entry);
            if (newest.Count > limit)
                newest.Dequeue();
        }
        return Results.Ok(new AuditPage([.. newest.Reverse()], log.Head.Number, log.Head.Hash));
    }

    private static async Task ExportAsync(HttpContext context, AuditFile file)
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.ndjson\"";
        // Recorded first, so that the export has itself in it.
        await context.Response.StartAsync(context.RequestAborted);
        foreach (var line in file.Lines())
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
    }

    private static string? Stamp(DateTimeOffset? at) => at is { } time ? AuditEntry.Stamp(time) : null;

    private static JsonObject? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class AuditCheck(AuditLog log) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(log.IsFailing
                ? HealthCheckResult.Degraded("Who does and sees what cannot be recorded; people's requests are refused until it can.")
                : HealthCheckResult.Healthy());
    }
}

/// <param name="Head">The number of the last entry, and its hash: what to write down elsewhere.</param>
internal sealed record AuditPage(IReadOnlyList<JsonNode> Entries, long Head, string HeadHash);
