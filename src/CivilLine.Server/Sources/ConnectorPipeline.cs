using System.Net.WebSockets;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace CivilLine.Sources;

/// <summary>A connection that ended: why, in words that hold neither an address nor what was said.</summary>
internal sealed class ConnectionEndedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How a server of results is tried: for ever, ever more seldom, with jitter, and not while it is known to be down.</summary>
internal static class ConnectorPipeline
{
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline Build(ConnectionOptions options, TimeProvider time, CircuitBreakerStateProvider circuit) =>
        new ResiliencePipelineBuilder { TimeProvider = time, Name = "source" }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Exception) || arguments.Outcome.Exception is BrokenCircuitException),
                MaxRetryAttempts = int.MaxValue,
                Delay = TimeSpan.FromSeconds(options.RetrySeconds),
                MaxDelay = TimeSpan.FromSeconds(options.LongestRetrySeconds),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome.Exception)),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakAfter,
                SamplingDuration = Sampling,
                BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
                StateProvider = circuit,
            })
            .Build();

    private static bool MayPass(Exception? exception) => exception is ConnectionEndedException or WebSocketException or IOException;
}
