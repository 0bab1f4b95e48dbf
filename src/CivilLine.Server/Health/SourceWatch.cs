using System.Collections.Concurrent;

namespace CivilLine.Health;

/// <summary>
/// How each source is doing since the server started. There are as many as keys, and what they bring is counted a
/// batch at a time, so the way in pays a few additions.
/// </summary>
internal sealed class SourceWatch(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SourceTally> _sources = new(StringComparer.Ordinal);

    /// <summary>From when on it counts: the server's start, since the follower is there from then on.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public SourceTally Of(string keyId) => _sources.GetOrAdd(keyId, static (_, time) => new SourceTally(time), time);

    public SourceCounts CountsOf(string keyId) =>
        _sources.TryGetValue(keyId, out var tally) ? tally.Now() : SourceCounts.None;
}
