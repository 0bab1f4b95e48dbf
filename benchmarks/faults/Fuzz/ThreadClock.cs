using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CivilLine.Faults.Fuzz;

/// <summary>Processor time of this thread, in milliseconds: what a shared machine does meanwhile is not in it.</summary>
internal static partial class ThreadClock
{
    public static double Now()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return Stopwatch.GetElapsedTime(0).TotalMilliseconds;
        return GetTime(OperatingSystem.IsLinux() ? 3 : 16, out var time) == 0
            ? (time.Seconds * 1000.0) + (time.Nanoseconds / 1e6)
            : throw new FaultException($"clock_gettime fails with {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
