namespace CivilLine.Calls;

/// <summary>So many a second on average, and so many at once.</summary>
/// <param name="most">There are so many at first, and never more.</param>
internal sealed class TokenBucket(double perSecond, double most, TimeProvider time)
{
    /// <summary>What a sender did hours ago, and gave up waiting for, is not held against it.</summary>
    private static readonly TimeSpan LongestDebt = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private double _spent;
    private long _at = time.GetTimestamp();

    /// <returns>False where there is none.</returns>
    public bool TryTake()
    {
        lock (_lock)
        {
            Earn();
            if (_spent + 1 > most)
                return false;
            _spent++;
            return true;
        }
    }

    /// <summary>Takes them in any case; no more than a minute's worth is owed.</summary>
    /// <returns>How long until those that were not there are earned.</returns>
    public TimeSpan Take(int count)
    {
        lock (_lock)
        {
            Earn();
            _spent = Math.Min(_spent + count, most + (LongestDebt.TotalSeconds * perSecond));
            return TimeSpan.FromSeconds(Math.Max(0, _spent - most) / perSecond);
        }
    }

    private void Earn()
    {
        var now = time.GetTimestamp();
        _spent = Math.Max(0, _spent - (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
