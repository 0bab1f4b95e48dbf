using System.Collections.Concurrent;

namespace CivilLine.Security;

/// <summary>When each key was last used, to the minute: a busy source must not cost a write an event.</summary>
internal sealed class KeyUse(TimeProvider time)
{
    private static readonly long Minute = TimeSpan.FromMinutes(1).Ticks;

    private readonly ConcurrentDictionary<string, long> _minutes = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, long> _former = new(StringComparer.Ordinal);

    /// <param name="isFormer">With the secret before the last rotation: as long as that is seen, somebody has not changed over.</param>
    public void Note(string keyId, bool isFormer = false)
    {
        if (isFormer)
            _former[keyId] = time.GetUtcNow().UtcTicks / Minute;
        var minute = time.GetUtcNow().UtcTicks / Minute;
        if (!_minutes.TryGetValue(keyId, out var last) || last != minute)
            _minutes[keyId] = minute;
    }

    /// <summary>When a key's former secret was last used since the start, to the minute.</summary>
    public DateTimeOffset? FormerUse(string keyId) =>
        _former.TryGetValue(keyId, out var minute) ? new DateTimeOffset(minute * Minute, TimeSpan.Zero) : null;

    /// <summary>Every key used since the start and the minute it was last used in.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Snapshot() =>
        _minutes.ToDictionary(pair => pair.Key, pair => new DateTimeOffset(pair.Value * Minute, TimeSpan.Zero));
}
