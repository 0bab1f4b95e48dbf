using CivilLine.Audit;
using CivilLine.Backups;
using CivilLine.Review;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Privacy;

/// <summary>One call, or all calls of one caller.</summary>
/// <param name="Caller">As sources send it: a hash, or whatever stands for one.</param>
/// <param name="DryRun">Only says what would be erased.</param>
internal sealed record EraseAsked(string? CallId, string? Caller, string? Reason, bool DryRun = false);

internal sealed record ErasedCallView(string CallId, ErasureOutcome Outcome, ErasedRows? Rows);

/// <param name="Index">Whether search has forgotten the words too; else it will within moments.</param>
/// <param name="Exports">Evidence and labels that were taken out while the calls were here; what became of them nobody here knows.</param>
/// <param name="Backups">Made since the first of the calls began, and holding it still.</param>
internal sealed record ErasureView(
    IReadOnlyList<ErasedCallView> Calls, bool Index, IReadOnlyList<TakenExport> Exports, IReadOnlyList<BackupMade> Backups, IReadOnlyList<string> Notes);

internal sealed record TakenExport(DateTimeOffset At, string By, string Kind, string? CallId);

internal static class EraseEndpoints
{
    public static void MapErase(this RouteGroupBuilder admin) => admin.MapPost("/erase", EraseAsync)
        .WithSummary("Erases a call, or every call of one caller, with all that hangs on it; says what is beyond this server's reach.")
        .Produces<ErasureView>();

    private static async Task<IResult> EraseAsync(
        EraseAsked asked, HttpContext context, MonitorDbContext db, Eraser eraser, ReviewActs acts, ReviewDatabase review, DataFolder folder, TimeProvider time)
    {
        if ((asked.CallId is null) == (asked.Caller is null))
            return Problems.Of(400, "required", "One of 'callId' and 'caller' is required, and not both.", asked.CallId is null ? "callId" : "caller");
        if (PrivacyRules.RefuseReason(asked.Reason) is { } refusal)
            return refusal;
        AuditTrail.About(context, "callId", asked.CallId);
        var found = await db.Calls.AsNoTracking().Where(call => asked.CallId != null ? call.CallId == asked.CallId : call.Caller == asked.Caller)
            .OrderBy(call => call.Key).Select(call => new { call.CallId, call.StartedAt, IsLive = call.EndedAt == null }).ToListAsync(context.RequestAborted);
        var held = (await db.LegalHolds.Select(hold => hold.CallId).ToListAsync(context.RequestAborted)).ToHashSet(StringComparer.Ordinal);
        List<ErasedCallView> calls = [];
        var number = 0L;
        // What was begun is gone through with: nobody would know which calls had gone.
        foreach (var callId in found.Select(call => call.CallId).DefaultIfEmpty(asked.CallId).OfType<string>())
        {
            var result = asked.DryRun && found.Find(call => call.CallId == callId) is { } call
                ? new ErasureResult(held.Contains(callId) ? ErasureOutcome.Held : call.IsLive ? ErasureOutcome.Live : ErasureOutcome.WouldErase)
                : await eraser.EraseAsync(callId, ErasedWhy.Request);
            if (result.Outcome == ErasureOutcome.Erased)
                acts.Add(context.Viewer(), "callErased", callId, asked.Reason);
            calls.Add(new ErasedCallView(callId, result.Outcome, result.Rows));
            number = Math.Max(number, result.Number);
        }
        var since = found.Count > 0 ? found.Min(call => call.StartedAt) : DateTimeOffset.MaxValue;
        return Results.Ok(new ErasureView(
            calls, number == 0 || await PrivacyReads.ClearedAsync(review, number, time, context.RequestAborted),
            PrivacyReads.Exports(review, [.. found.Select(call => call.CallId)], since), PrivacyReads.Backups(folder, since), PrivacyRules.ErasureNotes));
    }
}
