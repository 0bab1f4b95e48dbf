using System.Text.Json;
using CivilLine.Hosting;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>
/// Waits for what gives no signal of its own, by asking again. Where it does not come, the message says what was waited
/// for and what was seen last.
/// </summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The first answer that satisfies.</summary>
    public static Task<T> Seen<T>(string what, Func<Task<T>> ask, Func<T, bool> satisfies) =>
        Seen(what, ask, satisfies, seen => JsonSerializer.Serialize(seen, Json.Options));

    /// <param name="actual">What to say of the state where the condition never came.</param>
    public static Task True(Func<bool> condition, string what, Func<string>? actual = null) =>
        Seen(what, () => Task.FromResult(condition()), came => came, _ => actual?.Invoke() ?? "it had not come");

    private static async Task<T> Seen<T>(string what, Func<Task<T>> ask, Func<T, bool> satisfies, Func<T, string> describe)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var seen = await ask();
            if (satisfies(seen))
                return seen;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}; last seen: {describe(seen)}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
