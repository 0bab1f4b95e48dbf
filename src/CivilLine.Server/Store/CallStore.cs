using System.Buffers.Binary;
using CivilLine.Escalation;
using CivilLine.Ingest;
using CivilLine.Scoring;
using CivilLine.Transcripts;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Store;

/// <summary>A call as the store has it: its row, whose it is, and what a grain goes on from.</summary>
internal sealed record StoredCall(long Key, string OwnerKeyId, CallSnapshot Snapshot);

internal sealed class CallStore(IDbContextFactory<MonitorDbContext> contexts, TextHasher hasher)
{
    private static readonly Func<MonitorDbContext, string, Task<CallRow?>> ById = EF.CompileAsyncQuery(
        (MonitorDbContext context, string callId) =>
            context.Calls.AsNoTracking().FirstOrDefault(call => call.CallId == callId));

    private static readonly Func<MonitorDbContext, byte[], Task<bool>> IsErased = EF.CompileAsyncQuery(
        (MonitorDbContext context, byte[] hash) => context.ErasedCalls.Any(one => one.IdHash == hash));

    /// <returns>The call, or null and whether it was erased.</returns>
    public async Task<(StoredCall? Call, bool IsErased)> FindAsync(string callId)
    {
        await using var context = await contexts.CreateDbContextAsync();
        return await ById(context, callId) is { } row
            ? (await ReadAsync(context, row), false)
            : (null, await IsErased(context, hasher.HashCall(callId)));
    }

    private static async Task<StoredCall> ReadAsync(MonitorDbContext context, CallRow row)
    {
        var fragments = await context.Fragments.AsNoTracking()
            .Where(fragment => fragment.CallKey == row.Key).OrderBy(fragment => fragment.Id).ToListAsync();
        var numbers = fragments.Where(fragment => fragment.Sequence is not null)
            .GroupBy(fragment => fragment.UtteranceId).ToDictionary(one => one.Key, one => one.Min(fragment => fragment.Sequence));
        var alerts = await context.Alerts.AsNoTracking()
            .Where(alert => alert.CallKey == row.Key).OrderBy(alert => alert.RaisedAt).ThenBy(alert => alert.Version)
            .ToListAsync();
        var incident = await context.Incidents.Where(one => one.CallKey == row.Key).Select(one => one.State).FirstOrDefaultAsync();
        return new StoredCall(
            row.Key,
            row.OwnerKeyId,
            new CallSnapshot(
                Facts(row),
                [.. Latest(fragments).Select(fragment => Scored(row, fragment) with { Number = numbers.GetValueOrDefault(fragment.UtteranceId) })],
                [.. alerts.Select(StoredAlerts.Alert)],
                incident is null ? null : StoreJson.Incident(incident)));
    }

    public static CallFacts Facts(CallRow row) => new()
    {
        CallId = row.CallId,
        AgentId = row.AgentId,
        Team = row.Team,
        Queue = row.Queue,
        Language = row.Language,
        Caller = row.Caller,
        StartedAt = row.StartedAt,
        LastHeardAt = row.LastHeardAt,
        EndedAt = row.EndedAt,
        EndedBy = row.EndedBy,
        EndReason = row.EndReason,
        EndedByName = row.EndedByName,
        EndStep = row.EndStep,
        PeakSeverity = row.PeakSeverity,
        Ladder = StoreJson.Ladder(row.Ladder),
        Help = StoreJson.Help(row.Help),
        Break = StoreJson.Break(row.Break),
        Heard = StoreJson.Heard(row.Heard),
    };

    /// <summary>The highest revision of each utterance, each where it arrived.</summary>
    public static IEnumerable<FragmentRow> Latest(IReadOnlyCollection<FragmentRow> fragments)
    {
        var latest = new Dictionary<string, FragmentRow>(fragments.Count, StringComparer.Ordinal);
        foreach (var fragment in fragments)
            if (!latest.TryGetValue(fragment.UtteranceId, out var known) || fragment.Revision > known.Revision)
                latest[fragment.UtteranceId] = fragment;
        return latest.Values.OrderBy(fragment => fragment.Id);
    }

    public static ScoredFragment Scored(CallRow call, FragmentRow row) => new(
        new Fragment
        {
            CallId = call.CallId,
            UtteranceId = row.UtteranceId,
            Revision = row.Revision,
            IsFinal = row.IsFinal,
            Speaker = row.Speaker,
            Text = row.Text,
            TextHash = BinaryPrimitives.ReadUInt128BigEndian(row.TextHash),
            StartMs = row.StartMs,
            EndMs = row.EndMs,
            Sequence = row.Sequence,
            Confidence = row.Confidence,
            Language = row.Language,
            Source = row.Source,
        },
        row.ReceivedAt,
        row.Late,
        new Assessment(StoreJson.Scores(row.Scores), new CategorySet(row.Categories), row.Severity, row.Target))
    {
        Unscored = !Languages.IsRead(row.Language ?? call.Language),
    };
}
