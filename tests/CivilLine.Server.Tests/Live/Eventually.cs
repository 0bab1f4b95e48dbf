using System.Diagnostics;

namespace CivilLine.Server.Tests.Live;

/// <summary>Waits on a condition; where it does not come, says what was waited for and what was seen last.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Task True(Func<bool> condition, string what) => True(condition, what, () => "false");

    public static async Task True(Func<bool> condition, string what, Func<string> actual)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Patience)
                Assert.Fail($"After {Patience.TotalSeconds} s: expected {what}; last seen: {actual()}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
