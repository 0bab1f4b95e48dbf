namespace CivilLine.Store;

/// <summary>The quickest of the last while: what something takes when nothing is in its way.</summary>
internal sealed class Quickest(TimeSpan remembered)
{
    private readonly Lock _gate = new();
    private (TimeSpan? Now, TimeSpan? Before) _seen;
    private TimeSpan _until;

    /// <summary>Zero before the first.</summary>
    public TimeSpan Value
    {
        get
        {
            lock (_gate)
                return Least(_seen.Now, _seen.Before) ?? TimeSpan.Zero;
        }
    }

    /// <param name="at">On a clock that only goes on.</param>
    public void Add(TimeSpan took, TimeSpan at)
    {
        lock (_gate)
        {
            if (at >= _until)
                (_seen, _until) = ((null, _seen.Now), at + remembered);
            _seen.Now = Least(_seen.Now, took);
        }
    }

    private static TimeSpan? Least(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;
}
