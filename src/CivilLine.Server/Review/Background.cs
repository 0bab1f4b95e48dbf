using System.Runtime.InteropServices;

namespace CivilLine.Review;

/// <summary>A thread that runs when nobody else wants the processor.</summary>
internal static class Background
{
    private const int ThisThread = 0;
    private const int Nicest = 19;

    public static Thread Start(string name, ThreadStart work)
    {
        var thread = new Thread(() =>
        {
            // Linux heeds no thread priority of .NET's, but gives each thread a niceness of its own.
            if (OperatingSystem.IsLinux())
                _ = SetPriority(0, ThisThread, Nicest);
            work();
        })
        { Name = name, IsBackground = true, Priority = ThreadPriority.Lowest };
        thread.Start();
        return thread;
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int priority);
}
