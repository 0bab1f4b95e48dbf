using System.Runtime.CompilerServices;
using System.Text.Json;
using CivilLine.Audit;
using CivilLine.Calls;
using CivilLine.Hosting;
using CivilLine.Ingest;
using CivilLine.Notify;
using CivilLine.Review;
using CivilLine.Review.Labels;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Privacy;

/// <summary>Everything that is kept of one caller or of one agent, a JSON object a line, each with its <c>kind</c>.</summary>
internal sealed class PersonExport(IDbContextFactory<MonitorDbContext> contexts, CallReads reads, LabelStore labels, Roster roster)
{
    public async IAsyncEnumerable<string> LinesAsync(string? caller, string? agentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = roster.Now.People.Values.Where(person => agentId is not null && person.AgentId == agentId).ToList();
        foreach (var person in people)
            yield return Line("person", PersonView.Of(person));
        var keys = await db.Calls.AsNoTracking().Where(call => agentId != null ? call.AgentId == agentId : call.Caller == caller)
            .OrderBy(call => call.Key).Select(call => call.Key).ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            // One call at a time, and those that were erased meanwhile are left out.
            if (await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.Key == key, cancellationToken) is not { } row)
                continue;
            var call = await reads.DetailAsync(db, row, cancellationToken);
            yield return Line("call", new { call.Call, row.Caller, row.Language, row.OwnerKeyId });
            foreach (var fragment in call.Fragments)
                yield return Line("fragment", fragment);
            foreach (var alert in call.Alerts)
                yield return Line("alert", alert);
            foreach (var change in call.AlertChanges)
                yield return Line("alertChange", new { row.CallId, Change = change });
            foreach (var move in call.Moves)
                yield return Line("step", new { row.CallId, Move = move });
            if (call.Incident is { } incident)
                yield return Line("incident", incident);
            await foreach (var act in db.CallActs.AsNoTracking().Where(act => act.CallKey == key).OrderBy(act => act.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
                yield return Line("act", new { row.CallId, act.At, act.Kind, act.By, act.Detail, act.Reason, act.AlertId });
            await foreach (var sent in db.Deliveries.AsNoTracking().Where(one => one.CallId == row.CallId).OrderBy(one => one.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
                yield return Line("sent", new { row.CallId, sent.Type, sent.WebhookId, sent.State, sent.CreatedAt, sent.DoneAt });
            foreach (var label in labels.OfCall(key))
                yield return Line("label", new { row.CallId, label.UtteranceId, label.Labeller, label.At, Categories = (IReadOnlyList<Scoring.Category>)[.. label.Categories], label.Target, label.Severity, label.Note });
        }
        foreach (var person in people)
            await foreach (var act in db.CallActs.AsNoTracking().Where(act => act.ById == person.Id && !keys.Contains(act.CallKey)).OrderBy(act => act.Id)
                .AsAsyncEnumerable().WithCancellation(cancellationToken))
                yield return Line("actElsewhere", new { act.At, act.Kind, act.Detail, act.Reason });
    }

    private static string Line(string kind, object of) => JsonSerializer.Serialize(new { kind, of }, Json.Options);
}

internal sealed record ExportAsked(string? Caller, string? AgentId, string? Reason);

internal static class ExportEndpoint
{
    public static void MapExport(this RouteGroupBuilder admin) => admin.MapPost("/export", Export)
        .WithSummary("Everything that is kept of one caller or one agent, as JSON lines.").Produces<string>(contentType: "application/x-ndjson");

    private static IResult Export(ExportAsked asked, HttpContext context, PersonExport export, ReviewActs acts, TextHasher hasher)
    {
        if ((asked.Caller is null) == (asked.AgentId is null))
            return Problems.Of(400, "required", "One of 'caller' and 'agentId' is required, and not both.", asked.Caller is null ? "caller" : "agentId");
        if (PrivacyRules.RefuseReason(asked.Reason) is { } refusal)
            return refusal;
        AuditTrail.About(context, "agentId", asked.AgentId);
        // Recorded before it leaves. A caller may be a number: the audit tells one from another without keeping it.
        acts.Add(context.Viewer(), "personExported", null, $"{(asked.AgentId is { } agent ? $"agent {agent}" : $"caller {Convert.ToHexStringLower(hasher.HashCall(asked.Caller!))[..12]}")}: {asked.Reason}");
        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                await foreach (var line in export.LinesAsync(asked.Caller, asked.AgentId, context.RequestAborted))
                    await writer.WriteLineAsync(line);
            },
            "application/x-ndjson", "person.jsonl");
    }
}
