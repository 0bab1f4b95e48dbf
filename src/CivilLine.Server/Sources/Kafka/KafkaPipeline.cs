using Polly;
using Polly.Retry;

namespace CivilLine.Sources.Kafka;

/// <summary>Why a client had to be given up: nothing but a new one will do.</summary>
internal sealed class KafkaEndedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How often what did not go is tried again: for ever, ever more seldom, with jitter.</summary>
internal static class KafkaPipeline
{
    /// <summary>A batch that says whether all of it is answered; one that failed may have been answered, and is sent again.</summary>
    public static ResiliencePipeline<bool> ForBatch(TimeProvider time, Action<Exception?> onBusy) => new ResiliencePipelineBuilder<bool> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<bool>
        {
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is null ? !arguments.Outcome.Result : arguments.Outcome.Exception is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = arguments =>
            {
                onBusy(arguments.Outcome.Exception);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    public static ResiliencePipeline ForClient(TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is KafkaEndedException),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();
}
