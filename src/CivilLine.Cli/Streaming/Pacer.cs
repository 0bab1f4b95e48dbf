namespace CivilLine.Cli.Streaming;

/// <summary>Puts a script's events into the outbox when they are due.</summary>
internal static class Pacer
{
    /// <returns>How many events there were.</returns>
    /// <param name="speed">How many times faster than speech; 0 is as fast as they are taken.</param>
    public static async Task<long> PlayAsync(
        IEnumerable<ScriptEvent> script, double speed, Outbox outbox, TimeProvider time, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var count = 0L;
        foreach (var played in script)
        {
            if (speed > 0)
            {
                var early = (played.Due / speed) - time.GetElapsedTime(start);
                if (early > TimeSpan.Zero)
                    await Task.Delay(early, time, cancel);
            }
            await outbox.AddAsync(played, cancel);
            count++;
        }
        return count;
    }
}
