using System.Runtime.CompilerServices;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Policies;
using CivilLine.Scoring;
using CivilLine.Sources;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Live;

/// <summary>Fills <see cref="LiveCalls"/> from the store, at the start and after batches were missed.</summary>
internal sealed class LiveCallsLoader(
    IDbContextFactory<MonitorDbContext> contexts,
    LiveCalls calls,
    CallStore store,
    WindowScorer scorer,
    PolicyStore policies,
    Rhythms rhythms,
    TimeProvider time)
{
    /// <returns>What changed meanwhile: every live call, and those that were live when last heard of.</returns>
    public async Task<IReadOnlyList<CallView>> LoadAsync(CancellationToken cancellationToken)
    {
        var known = calls.Ids.ToHashSet(StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changed = new List<CallView>();
        await foreach (var row in db.Calls.AsNoTracking().Where(call => call.EndedAt == null)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            known.Remove(row.CallId);
            changed.Add(calls.Put(Merge(row), row.OwnerKeyId));
        }
        foreach (var gone in known.Chunk(500))
            foreach (var row in await db.Calls.AsNoTracking().Where(call => gone.Contains(call.CallId))
                .ToListAsync(cancellationToken))
                changed.Add(calls.Put(Merge(row), row.OwnerKeyId));
        return changed;
    }

    /// <summary>
    /// After a restart: gives each call its banner and last words back, which only reading it whole can. Done behind
    /// the start, since thousands of live calls would hold it up.
    /// </summary>
    public async IAsyncEnumerable<CallView> CompleteAsync(
        IReadOnlyList<CallView> loaded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in loaded.Where(call => call.EndedAt is null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((await store.FindAsync(row.CallId)).Call is not { } stored)
                continue;
            var whole = CallViews.Of(CallMonitor.Restore(stored.Snapshot, scorer, policies.Book), time.GetUtcNow(), rhythms.Of(stored.OwnerKeyId));
            if (calls.Replace(row, whole) is { } shown)
                yield return shown;
        }
    }

    // The store keeps no sparkline and no banner: what was last shown stays until the call says something new.
    private CallView Merge(CallRow row)
    {
        var stored = StoredCallViews.Of(row, time.GetUtcNow(), rhythms.Of(row.OwnerKeyId));
        return calls.Find(row.CallId) is { } shown
            ? stored with
            {
                Heat = shown.Heat,
                Recent = shown.Recent,
                LastWords = shown.LastWords,
                LastSpeaker = shown.LastSpeaker,
                SaidMsAgo = shown.SaidMsAgo,
                Banner = shown.Banner,
                Ladder = shown.Ladder,
                OpenAlerts = shown.OpenAlerts,
            }
            : stored;
    }
}
