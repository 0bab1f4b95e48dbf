namespace CivilLine.Cli.Streaming;

/// <summary>Sends until all is answered, through lost connections and restarts of the server.</summary>
internal sealed class Delivery(IEventSender sender, Outbox outbox, Tally tally, TimeProvider time, int attempts)
{
    /// <returns>False when the server stayed away for all attempts.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var pipeline = Retrying.Pipeline(attempts, time, () =>
        {
            outbox.Reset();
            tally.Reconnects++;
        });
        while (true)
        {
            var before = tally.Answered;
            try
            {
                await pipeline.ExecuteAsync(
                    async token => await sender.SendAllAsync(outbox, tally, token), cancel);
                return true;
            }
            catch (Exception fault) when (Retrying.IsPassing(fault))
            {
                outbox.Reset();
                // Attempts are counted from the last progress: a long play may lose its server many times.
                if (tally.Answered == before)
                    return false;
            }
        }
    }
}
