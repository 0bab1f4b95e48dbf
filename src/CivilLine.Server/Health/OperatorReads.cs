using System.Reflection;
using System.Runtime.InteropServices;
using CivilLine.Calls;
using CivilLine.Ingest;
using CivilLine.Live;
using CivilLine.Notify;
using CivilLine.Policies;
using CivilLine.Privacy;
using CivilLine.Scoring;
using CivilLine.Sources;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Health;

/// <summary>
/// Gathers what an operator asks for. All of it lies in memory but for six look-ups in indexes, and one answer serves
/// everybody for a few seconds: however many pages are open, the server pays once.
/// </summary>
internal sealed class OperatorReads(
    SourceWatch sources, SourceStates states, IToxicityScorer scorer,
    PolicyStore policies, IngestGate gate, ScoringThreads scoring, StoreWriter writer,
    IOptions<StoreOptions> store, PendingSends pages, LiveCalls live, StoreSize size, RetentionState retention, IOptions<RetentionOptions> kept,
    IDbContextFactory<MonitorDbContext> contexts, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private const int ChangesShown = 5;
    private const int ChangesRead = 50;

    private static readonly string Version =
        typeof(OperatorReads).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly SemaphoreSlim _asking = new(1);
    private OperatorView? _last;

    public async Task<OperatorView> NowAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetUtcNow() - last.At is { Ticks: >= 0 } age && age < Fresh)
                return last;
            return _last = await ReadAsync(time.GetUtcNow(), cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<OperatorView> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var model = scorer.Model;
        return new OperatorView(
            now,
            new ServerView(
                Version, RuntimeInformation.FrameworkDescription, sources.Since, Environment.ProcessorCount, Environment.WorkingSet, live.Count),
            states.Now(),
            new ModelView(model.Version, model.ThresholdsHash, sources.Since, scorer.IsSlow),
            Policy(policies.Now, await ChangesAsync(db, cancellationToken)),
            new QueuesView(
                new QueueView(gate.InHand, gate.Limit),
                new QueueView(scoring.Waiting, null),
                new QueueView(writer.Queued, store.Value.QueueUnits),
                new QueueView(pages.Count, PendingSends.Most),
                await WebhooksAsync(db, cancellationToken),
                writer.IsRunning,
                writer.Condition.FailingSince is not null)
            {
                WriterTrouble = (writer.Condition.Damage ?? writer.Condition.Trouble)?.InWords,
                SlowCommitMs = (long?)writer.Condition.Slow?.TotalMilliseconds,
            },
            await StoreAsync(db, cancellationToken));
    }

    private PolicyStateView Policy(PolicyInForce now, IReadOnlyList<PolicyChangeView> changes) => new(
        now.Book.Version,
        PolicyHistory.HashOf(now.Yaml),
        now.Source,
        policies.File.Path,
        now.Since,
        [.. now.Book.Teams.Keys.Order(StringComparer.Ordinal)],
        now.Refused is { } refused ? RefusalView.Of(refused) : null,
        changes);

    private static async Task<IReadOnlyList<PolicyChangeView>> ChangesAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        // Starts lie between; one more than is looked at, to compare the last with.
        var rows = await db.PolicyChanges.AsNoTracking().OrderByDescending(row => row.Id).Take(ChangesRead + 1).ToListAsync(cancellationToken);
        return [.. rows.Take(ChangesRead)
            .Where((row, i) => row.Refused is not null || row.By is not null || i + 1 == rows.Count || rows[i + 1].Version != row.Version)
            .Take(ChangesShown).Select(row => new PolicyChangeView(row.At, row.Version, row.By, row.Refused))];
    }

    private static async Task<WebhookQueueView> WebhooksAsync(MonitorDbContext db, CancellationToken cancellationToken)
    {
        var endpoints = await db.Webhooks.AsNoTracking().Select(one => new { one.Id, one.DisabledAt }).ToListAsync(cancellationToken);
        long waiting = 0, dead = 0;
        DateTimeOffset? oldest = null;
        foreach (var endpoint in endpoints)
        {
            // One look-up in the index for each: over all endpoints at once, SQLite would read every delivery ever made.
            var open = db.Deliveries.Where(one => one.WebhookId == endpoint.Id && one.State == DeliveryState.Pending);
            waiting += await open.CountAsync(cancellationToken);
            dead += await db.Deliveries.CountAsync(
                one => one.WebhookId == endpoint.Id && one.State == DeliveryState.Dead, cancellationToken);
            var first = await open.MinAsync(one => (DateTimeOffset?)one.CreatedAt, cancellationToken);
            oldest = oldest is null || first < oldest ? first ?? oldest : oldest;
        }
        return new WebhookQueueView(
            endpoints.Count, endpoints.Count(one => one.DisabledAt is not null), waiting, dead, oldest);
    }

    private async Task<StoreView> StoreAsync(MonitorDbContext db, CancellationToken cancellationToken) => new(
        size.Path,
        size.Bytes(),
        size.Free(),
        await db.Calls.MinAsync(call => (DateTimeOffset?)call.StartedAt, cancellationToken),
        await db.Calls.MaxAsync(call => (long?)call.Key, cancellationToken) ?? 0,
        await db.Fragments.MaxAsync(fragment => (long?)fragment.Id, cancellationToken) ?? 0,
        kept.Value.Days)
    {
        LastRetention = retention.Last is { } last ? RetentionRunView.Of(last) : null,
        NextRetentionAt = retention.NextAt,
    };
}
