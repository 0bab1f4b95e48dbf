using System.Collections.Concurrent;
using CivilLine.Escalation;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CivilLine.Calls;

/// <summary>How many calls each key may open and keep open, so that one source gone wild fills no other's house.</summary>
internal sealed class CallQuota(
    IDbContextFactory<MonitorDbContext> contexts, IOptions<CallOptions> options, TimeProvider time) : IHostedService
{
    private readonly ConcurrentDictionary<string, Key> _keys = new(StringComparer.Ordinal);
    private readonly CallOptions _options = options.Value;

    /// <summary>Calls that have not ended.</summary>
    public int Live => _keys.Values.Sum(key => Volatile.Read(ref key.Live));

    public int LiveOf(string keyId) => _keys.TryGetValue(keyId, out var key) ? Volatile.Read(ref key.Live) : 0;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await context.Calls.Where(call => call.EndedAt == null)
            .GroupBy(call => call.OwnerKeyId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        foreach (var owner in live)
            Of(owner.Key).Live = owner.Count;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Null where the key may open one more call; it then has one more.</summary>
    public Outcome? TryOpen(string keyId)
    {
        var key = Of(keyId);
        lock (key)
        {
            if (key.Live >= _options.LivePerKey)
                return Refusals.TooManyLive(_options.LivePerKey);
            if (!key.Opened.TryTake())
                return Refusals.TooFast(_options.OpenedPerSecond, _options.OpenedAtOnce);
            key.Live++;
            return null;
        }
    }

    /// <summary>A call of this key ended, or could not be opened after all.</summary>
    public void Close(string keyId)
    {
        var key = Of(keyId);
        lock (key)
            key.Live--;
    }

    private Key Of(string keyId) => _keys.GetOrAdd(
        keyId, _ => new Key(new TokenBucket(_options.OpenedPerSecond, _options.OpenedAtOnce, time)));

    private sealed class Key(TokenBucket opened)
    {
        public int Live;
        public TokenBucket Opened => opened;
    }
}
