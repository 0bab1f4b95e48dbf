namespace CivilLine.Live;

/// <summary>
/// Sends that a slow client holds up. Nobody waits for them: the others have the message already, and the slow
/// one is cut off by the transport's own timeout, which ends its sends. The count is bounded all the same.
/// </summary>
internal sealed partial class PendingSends(ILogger<PendingSends> logger)
{
    public const int Most = 1024;

    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => Count >= Most;

    public void Start(Task send)
    {
        if (send.IsCompletedSuccessfully)
            return;
        Interlocked.Increment(ref _count);
        _ = FinishAsync(send);
    }

    private async Task FinishAsync(Task send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Debug, "A send to a hub failed; the page catches up by its cursor.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
