using CivilLine.Audit;
using CivilLine.Calls;
using CivilLine.Review;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Privacy;

internal sealed record HoldAsked(string? CallId, string? Reason);

internal sealed record HoldView(string CallId, string Reason, string By, DateTimeOffset At)
{
    public static HoldView Of(LegalHoldRow row) => new(row.CallId, row.Reason, row.By, row.At);
}

/// <summary>Legal holds, put and lifted by administrators, each with a reason that stays in the audit.</summary>
internal static class HoldEndpoints
{
    public static void MapHolds(this RouteGroupBuilder admin)
    {
        admin.MapGet("/holds", async (MonitorDbContext db, CancellationToken cancellationToken) =>
                (await db.LegalHolds.AsNoTracking().OrderBy(hold => hold.At).ToListAsync(cancellationToken)).ConvertAll(HoldView.Of))
            .WithSummary("Every call under a legal hold");
        admin.MapPost("/holds", PutAsync).WithSummary("Puts a call under a legal hold: nothing erases it until it is lifted").Produces<HoldView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        admin.MapPost("/holds/lift", LiftAsync).WithSummary("Lifts a legal hold").Produces<HoldView>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> PutAsync(HoldAsked asked, HttpContext context, MonitorDbContext db, ReviewActs acts, TimeProvider time)
    {
        if (PrivacyRules.RefuseReason(asked.Reason) is { } refusal)
            return refusal;
        AuditTrail.About(context, "callId", asked.CallId);
        if (await db.Calls.AsNoTracking().FirstOrDefaultAsync(call => call.CallId == asked.CallId, context.RequestAborted) is not { } call)
            return ActProblems.Of(context, Refusals.NoSuchCall);
        if (await db.LegalHolds.FindAsync([call.Key], context.RequestAborted) is { } before)
            return Results.Ok(HoldView.Of(before));
        var viewer = context.Viewer();
        var hold = new LegalHoldRow { CallKey = call.Key, CallId = call.CallId, Reason = asked.Reason!, By = viewer.Name, ById = viewer.Id, At = time.GetUtcNow() };
        db.LegalHolds.Add(hold);
        try
        {
            await db.SaveChangesAsync(context.RequestAborted);
        }
        catch (DbUpdateException) when (!db.Calls.Any(one => one.Key == call.Key))
        {
            return ActProblems.Of(context, Refusals.NoSuchCall);
        }
        acts.Add(viewer, "legalHoldPut", call.CallId, asked.Reason);
        return Results.Ok(HoldView.Of(hold));
    }

    private static async Task<IResult> LiftAsync(HoldAsked asked, HttpContext context, MonitorDbContext db, ReviewActs acts)
    {
        if (PrivacyRules.RefuseReason(asked.Reason) is { } refusal)
            return refusal;
        AuditTrail.About(context, "callId", asked.CallId);
        if (await db.LegalHolds.FirstOrDefaultAsync(hold => hold.CallId == asked.CallId, context.RequestAborted) is not { } hold)
            return Problems.Of(404, "not-found", "There is no legal hold on such a call.", "callId");
        // Told before it is lifted: no call loses its hold without the audit knowing.
        acts.Add(context.Viewer(), "legalHoldLifted", hold.CallId, asked.Reason);
        db.LegalHolds.Remove(hold);
        await db.SaveChangesAsync(context.RequestAborted);
        return Results.Ok(HoldView.Of(hold));
    }
}
