using Polly;
using Polly.Retry;

namespace CivilLine.Cli.Data.Fetching;

/// <summary>Tries a network step again where another try may succeed.</summary>
internal static class Retries
{
    public static ResiliencePipeline Of(int tries, TimeProvider time, Action<string> say) =>
        tries <= 1
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<FetchException>(error => error.MayPass),
                    MaxRetryAttempts = tries - 1,
                    Delay = TimeSpan.FromSeconds(2),
                    MaxDelay = TimeSpan.FromSeconds(30),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    OnRetry = retry =>
                    {
                        say($"{retry.Outcome.Exception?.Message} Trying again in {retry.RetryDelay.TotalSeconds:F0} s.");
                        return default;
                    },
                })
                .Build();
}
