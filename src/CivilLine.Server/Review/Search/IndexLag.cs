namespace CivilLine.Review.Search;

/// <summary>
/// How long the words that wait longest have waited for the index. Calls wait in the order in which their words were
/// noticed, so that it is enough to know from when the words up to a place are.
/// </summary>
internal sealed class IndexLag(TimeProvider time)
{
    private const int Most = 1000;
    private const long Nothing = -1;
    private readonly List<(long Place, DateTimeOffset Since)> _noticed = [];
    private long _since = Nothing;

    /// <summary>Zero while nothing waits.</summary>
    public TimeSpan Now
    {
        get
        {
            var since = Interlocked.Read(ref _since);
            var lag = since == Nothing ? TimeSpan.Zero : time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(since);
            return lag > TimeSpan.Zero ? lag : TimeSpan.Zero;
        }
    }

    /// <param name="since">When the oldest of the words came that were noticed now.</param>
    /// <param name="last">The last place that is taken.</param>
    public void Noticed(DateTimeOffset since, long last)
    {
        if (_noticed is [.., var before] && (before.Place >= last || _noticed.Count == Most))
            _noticed[^1] = before with { Place = Math.Max(before.Place, last) };
        else
            _noticed.Add((last, since));
    }

    /// <summary>A turn failed: from then on the index is late, whatever waits.</summary>
    public void Stuck() => Interlocked.CompareExchange(ref _since, time.GetUtcNow().ToUnixTimeMilliseconds(), Nothing);

    /// <param name="first">The first place that still waits; 0 where nothing does.</param>
    /// <param name="last">The last one.</param>
    public void Look(long first, long last)
    {
        if (first == 0)
            _noticed.Clear();
        else
            _noticed.RemoveAll(one => one.Place < first);
        // What waited when the server started was noticed before.
        if (first != 0 && _noticed.Count == 0)
            _noticed.Add((last, time.GetUtcNow()));
        Interlocked.Exchange(ref _since, _noticed is [var oldest, ..] ? oldest.Since.ToUnixTimeMilliseconds() : Nothing);
    }
}
