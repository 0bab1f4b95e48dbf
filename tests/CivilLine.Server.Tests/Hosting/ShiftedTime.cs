namespace CivilLine.Server.Tests.Hosting;

/// <summary>A clock that runs on and can be put forward, or stopped: hours pass, or no moment, while timers still tick.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _ahead;
    private DateTimeOffset? _stopped;

    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _ahead += by;
    }

    /// <summary>From now on it is moved by <see cref="Advance"/> alone, however long the machine takes.</summary>
    public void Stop()
    {
        lock (_gate)
            _stopped ??= System.GetUtcNow();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return (_stopped ?? System.GetUtcNow()) + _ahead;
    }
}
