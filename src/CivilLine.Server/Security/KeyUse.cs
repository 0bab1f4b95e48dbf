using System.Collections.Concurrent;

namespace CivilLine.Security;

/// <summary>When each key was last used, to the minute: a busy source must not cost a write an event.</summary>
internal sealed class KeyUse(TimeProvider time)
{
    private static readonly long Minute = TimeSpan.FromMinutes(1).Ticks;

    private readonly ConcurrentDictionary<string, long> _minutes = new(StringComparer.Ordinal);

    public void Note(string keyId)
    {
        var minute = time.GetUtcNow().UtcTicks / Minute;
        if (!_minutes.TryGetValue(keyId, out var last) || last != minute)
            _minutes[keyId] = minute;
    }

    /// <summary>Every key used since the start and the minute it was last used in.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Snapshot() =>
        _minutes.ToDictionary(pair => pair.Key, pair => new DateTimeOffset(pair.Value * Minute, TimeSpan.Zero));
}
