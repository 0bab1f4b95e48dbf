using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace CivilLine.Store;

/// <summary>Which faults of the store may pass, and how long they are waited for.</summary>
internal static class StoreFaults
{
    private const int Busy = 5, Locked = 6, InputOutput = 10, Full = 13;

    public static bool MayPass(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked or InputOutput or Full };

    public static ResiliencePipeline Pipeline(StoreOptions options, TimeProvider time, Action<Exception> onRetry)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } exception && MayPass(exception)),
                MaxRetryAttempts = options.Retries,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMs),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Exception is { } exception)
                        onRetry(exception);
                    return default;
                },
            });
        return builder.Build();
    }
}
