using System.Net.WebSockets;
using Polly;
using Polly.Retry;

namespace CivilLine.Cli.Streaming;

/// <summary>How a lost server is tried again: soon at first, then ever less often, never in step with other clients.</summary>
internal static class Retrying
{
    public static ResiliencePipeline Pipeline(int attempts, TimeProvider time, Action lost) => new ResiliencePipelineBuilder { TimeProvider = time }
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
                lost();
                return default;
            },
        })
        .Build();

    public static bool IsPassing(Exception fault) => fault is WebSocketException or HttpRequestException or IOException;
}
