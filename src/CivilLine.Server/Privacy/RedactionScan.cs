using CivilLine.Calls;
using CivilLine.Ingest;
using CivilLine.Review;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.Extensions.Options;

namespace CivilLine.Privacy;

/// <summary>
/// Checks what is stored against today's rules of redaction, and rewrites it where that is asked for. Each text is read by
/// itself: a number that was said in pieces over several utterances was looked for when they came, and is not again.
/// </summary>
internal sealed class RedactionScan(
    ReviewDatabase review, StoreWriter writer, IGrainFactory grains, IOptions<RedactionOptions> redaction, TimeProvider time)
{
    private const int CallsTold = 100;
    private const int FixesAtOnce = 200;

    public async Task<ScanView> RunAsync(bool fix, CancellationToken cancellationToken)
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var texts = new StoredTexts(review, redaction.Value.Also);
        var hits = await Task.Run(() => texts.Hits(cancellationToken).ToList(), cancellationToken);
        var @fixed = fix ? await FixAsync(hits) : 0;
        return new ScanView(
            at, (long)time.GetElapsedTime(started).TotalMilliseconds, texts.Read,
            [.. hits.SelectMany(hit => hit.Kinds.Select(kind => (hit.Place, kind, hit.CallId))).GroupBy(one => (one.Place, one.kind))
                .Select(same => new ScanFinding(
                    same.Key.Place, same.Key.kind, same.Count(), [.. same.Select(one => one.CallId).OfType<string>().Distinct().Take(CallsTold)]))
                .OrderBy(one => one.Place).ThenBy(one => one.Kind, StringComparer.Ordinal)],
            @fixed, hits.Count - @fixed);
    }

    /// <summary>A live call has its words in memory and would write them again: it is left until it is over.</summary>
    private async Task<int> FixAsync(IReadOnlyList<ScanHit> hits)
    {
        var over = hits.Where(hit => !hit.IsLive).ToList();
        var written = 0;
        foreach (var some in over.Where(hit => hit.Place is ScanPlace.Fragments or ScanPlace.Alerts or ScanPlace.Outbox).Chunk(FixesAtOnce))
            written += (await writer.WorkAsync(statements => statements.Rewrite(some)))?.Count ?? 0;
        foreach (var callId in over.Select(hit => hit.CallId).OfType<string>().Distinct())
            await grains.GetGrain<ICallGrain>(callId).Reread();
        // After the store: the index is made again from what stands there.
        var others = over.Where(hit => hit.Place is ScanPlace.Labels or ScanPlace.Index).ToList();
        return written + (others.Count == 0 ? 0 : await Task.Run(() => TextFixes.WriteReview(review, others)));
    }
}

/// <summary>How many texts were written.</summary>
internal sealed record TextsWritten(int Count);

internal static class ScanEndpoint
{
    public static void MapScan(this RouteGroupBuilder admin) => admin.MapPost("/scan-redaction", ScanAsync)
        .WithSummary("Reads every stored text past today's rules of redaction; with 'fix', rewrites what is found in calls that are over.")
        .Produces<ScanView>();

    private static async Task<IResult> ScanAsync(ScanAsked asked, HttpContext context, RedactionScan scan, ReviewActs acts)
    {
        acts.Add(context.Viewer(), "redactionScanned", null, asked.Fix ? "fix" : null);
        return Results.Ok(await scan.RunAsync(asked.Fix, context.RequestAborted));
    }
}
