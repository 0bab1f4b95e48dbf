using System.Net.WebSockets;
using Polly;
using Polly.Retry;

namespace CivilLine.Cli.Streaming;

/// <summary>Sends until all is answered, through lost connections and restarts of the server.</summary>
internal sealed class Delivery(IEventSender sender, Outbox outbox, Tally tally, TimeProvider time, int attempts)
{
    /// <returns>False when the server stayed away for all attempts.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        var pipeline = Pipeline();
        while (true)
        {
            var before = tally.Answered;
            try
            {
                await pipeline.ExecuteAsync(
                    async token => await sender.SendAllAsync(outbox, tally, token), cancel);
                return true;
            }
            catch (Exception fault) when (IsPassing(fault))
            {
                outbox.Reset();
                // Attempts are counted from the last progress: a long play may lose its server many times.
                if (tally.Answered == before)
                    return false;
            }
        }
    }

    private ResiliencePipeline Pipeline() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = attempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            MaxDelay = TimeSpan.FromSeconds(10),
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsPassing),
            OnRetry = _ =>
            {
                outbox.Reset();
                tally.Reconnects++;
                return default;
            },
        })
        .Build();

    private static bool IsPassing(Exception fault) =>
        fault is WebSocketException or HttpRequestException or IOException;
}
