using System.Collections.Concurrent;

namespace CivilLine.Health;

/// <summary>
/// How each source is doing. There are as many as keys, and what they bring is counted a
/// batch at a time, so the way in pays a few additions.
/// </summary>
internal sealed class SourceWatch(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SourceTally> _sources = new(StringComparer.Ordinal);

    /// <summary>The server's start.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public SourceTally Of(string keyId) => _sources.GetOrAdd(keyId, static (_, time) => new SourceTally(time), time);

    public IEnumerable<(string Owner, DateOnly Day, SourceDay Counts)> Days() =>
        _sources.SelectMany(source => source.Value.Days().Select(day => (source.Key, day.Day, day.Counts)));

    public SourceCounts CountsOf(string keyId) =>
        _sources.TryGetValue(keyId, out var tally) ? tally.Now() : SourceCounts.None;
}
