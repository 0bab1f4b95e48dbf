namespace CivilLine.Cli.Streaming;

/// <summary>How long a busy server asked to be left alone.</summary>
internal sealed class Pause(TimeProvider time)
{
    private long _untilMs;

    public void Until(TimeSpan wait) =>
        Interlocked.Exchange(ref _untilMs, time.GetUtcNow().ToUnixTimeMilliseconds() + (long)wait.TotalMilliseconds);

    public async Task WaitAsync(CancellationToken cancel)
    {
        while (Interlocked.Read(ref _untilMs) - time.GetUtcNow().ToUnixTimeMilliseconds() is > 0 and var left)
            await Task.Delay(TimeSpan.FromMilliseconds(left), time, cancel);
    }
}
