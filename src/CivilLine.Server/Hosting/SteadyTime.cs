using System.Runtime.InteropServices;

namespace CivilLine.Hosting;

/// <summary>
/// The system's time, that never jumps and never goes back: where somebody sets the clock, this one follows at no more than
/// twice and no less than half the speed. Put forward by hours it would close every call as silent; put back, it would hold
/// up every escalation.
/// </summary>
internal sealed class SteadyTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _system;
    private readonly Func<TimeSpan> _passed;
    private TimeSpan _read;
    private DateTimeOffset _now;

    /// <param name="passed">Since some moment, whatever the clock says; null for what the machine counts, sleep included where it counts that.</param>
    public SteadyTime(TimeProvider system, Func<TimeSpan>? passed = null)
    {
        _system = system;
        _passed = passed ?? Passed;
        (_now, _read) = (system.GetUtcNow(), _passed());
    }

    /// <summary>How far the system's clock is ahead of this one; negative where it is behind.</summary>
    public TimeSpan Ahead => _system.GetUtcNow() - GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var read = _passed();
            var passed = read - _read;
            if (passed <= TimeSpan.Zero)
                return _now;
            var behind = _system.GetUtcNow() - (_now + passed);
            var catchUp = behind > passed ? passed : behind < -passed / 2 ? -passed / 2 : behind;
            (_read, _now) = (read, _now + passed + catchUp);
            return _now;
        }
    }

    public override long GetTimestamp() => _system.GetTimestamp();

    public override long TimestampFrequency => _system.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _system.CreateTimer(callback, state, dueTime, period);

    private static TimeSpan Passed() => OperatingSystem.IsLinux() && Clock(SinceBoot, out var now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromTicks(now.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : System.GetElapsedTime(0);

    // .NET's own clock stands still while a machine sleeps.
    private const int SinceBoot = 7;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Clock(int which, out Time time);

    private readonly record struct Time(nint Seconds, nint Nanoseconds);
}
