namespace CivilLine.Ingest;

/// <summary>
/// How many events may be in hand, found by how long they are: more while they are done sooner than the target, fewer
/// while later. What more would only wait longer is refused at the door instead. By Little's law a house that is as quick
/// as the target is as full as it needs to be.
/// </summary>
/// <param name="target">How long an event may be in hand, beside what the disk takes at its best.</param>
internal sealed class HandLimit(int fewest, int most, TimeSpan target)
{
    private const int First = 1024;
    private const double FastestFall = 0.7;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private TimeSpan _unavoidable;
    private (TimeSpan Sum, int Count, int Peak, TimeSpan Until) _window;

    public int Now { get; private set; } = Math.Clamp(First, fewest, most);

    /// <summary>An event waits for the commit that is under way and then for its own.</summary>
    public TimeSpan Target => target + _unavoidable;

    /// <param name="took">From the door to the answer.</param>
    /// <param name="inHand">How many were in hand with it.</param>
    /// <param name="at">On a clock that only goes on.</param>
    /// <param name="commit">What a commit takes at its best.</param>
    public void Done(TimeSpan took, int inHand, TimeSpan at, TimeSpan commit)
    {
        _window = _window with { Sum = _window.Sum + took, Count = _window.Count + 1, Peak = Math.Max(_window.Peak, inHand) };
        if (at < _window.Until)
            return;
        _unavoidable = 2 * commit;
        var mean = _window.Sum / _window.Count;
        if (mean > Target)
            Now = Math.Max(fewest, (int)(Now * Math.Max(FastestFall, Target / mean)));
        // One sender alone has a quarter in hand: see the gate's slices.
        else if (_window.Peak >= Now / 4)
            Now = Math.Min(most, Now + Math.Max(4, Now / 10));
        _window = (TimeSpan.Zero, 0, 0, at + Window);
    }
}
