using CivilLine.Scoring;
using CivilLine.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Health;

/// <summary>The model is there and scores under the thresholds it was shipped with.</summary>
internal sealed class ModelCheck(IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(services.GetService<IToxicityScorer>() is { Model: var model }
            ? HealthCheckResult.Healthy($"model {model.Version}, thresholds {model.ThresholdsHash}")
            : HealthCheckResult.Unhealthy("no model is loaded"));
}

/// <summary>The writer runs and its last commit went through; without it nothing could be acknowledged.</summary>
internal sealed class StoreCheck(StoreWriter writer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((writer.IsRunning, writer.IsFailing) switch
        {
            (false, _) => HealthCheckResult.Unhealthy("the store's writer does not run"),
            (_, true) => HealthCheckResult.Unhealthy("the last commit failed"),
            _ => HealthCheckResult.Healthy($"the writer runs; {writer.Queued} units wait"),
        });
}
