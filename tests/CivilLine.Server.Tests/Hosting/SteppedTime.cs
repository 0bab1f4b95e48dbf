namespace CivilLine.Server.Tests.Hosting;

/// <summary>The system's clock, set by somebody while timers go on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _ahead;

    public void Step(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
