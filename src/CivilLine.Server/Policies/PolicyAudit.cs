using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Policies;

/// <summary>
/// Puts every policy that came into force or was refused into the store's audit. The store may not be ready when the first one does, and
/// may be busy when another does: what is not recorded yet waits, and is told from what is by its time and version.
/// </summary>
internal sealed partial class PolicyAudit(
    PolicyHistory history, IDbContextFactory<MonitorDbContext> contexts, ILogger<PolicyAudit> log) : IDisposable
{
    private const int MostOld = 10_000;
    private readonly SemaphoreSlim _one = new(1);
    private readonly List<PolicyChange> _waiting = [];
    private bool _hasOld;

    /// <summary>What cannot be recorded now is tried again the next time this is called.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // What came into force before the store had this audit stands in the data folder alone.
            if (!_hasOld)
                _waiting.AddRange(history.Read(MostOld).Reverse());
            _hasOld = true;
            _waiting.AddRange(history.TakeNew());
            if (_waiting.Count == 0)
                return;
            await WriteAsync(cancellationToken);
            _waiting.Clear();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.NotRecorded(log, error);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = _waiting.Min(change => Stored(change.At));
        var known = (await db.PolicyChanges.Where(row => row.At >= since).Select(row => new { row.At, row.Version })
            .ToListAsync(cancellationToken)).Select(row => (row.At, row.Version)).ToHashSet();
        foreach (var change in _waiting)
            if (known.Add((Stored(change.At), change.Version)))
                db.PolicyChanges.Add(new PolicyChangeRow
                {
                    At = change.At, Version = change.Version, Hash = change.Hash, By = change.By, ById = change.ById, Refused = change.Refused,
                });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The store keeps milliseconds.</summary>
    private static DateTimeOffset Stored(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static partial class Log
    {
        [LoggerMessage(2431, LogLevel.Error, "A policy applies and is not in the store's audit yet; it is tried again.")]
        public static partial void NotRecorded(ILogger logger, Exception error);
    }
}
