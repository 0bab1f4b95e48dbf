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

/// <summary>What is written becomes durable, and in reasonable time; without it nothing could be acknowledged.</summary>
internal sealed class StoreCheck(StoreWriter writer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var condition = writer.Condition;
        if (!writer.IsRunning)
            return HealthCheckResult.Unhealthy("the store's writer does not run; nothing is taken until the server is started again");
        if (condition.Damage is { } damage)
            return HealthCheckResult.Unhealthy($"{damage.InWords}; what cannot be written is answered busy");
        if (condition.Trouble is { } trouble)
            return condition.FailingSince is { } since
                ? HealthCheckResult.Unhealthy($"{trouble.InWords}; nothing can be written since {since:u}, and what comes is answered busy")
                : HealthCheckResult.Degraded($"{trouble.InWords}; what came is being tried again");
        if (condition.LogDamage is { } log)
            return HealthCheckResult.Degraded(
                $"when the server started, {log.Usable} of {log.Expected} pages of the database's log could be used; what was committed after them is lost, and the log is kept");
        return condition.Slow is { } slow
            ? HealthCheckResult.Degraded($"the disk is slow: each of the last commits took {slow.TotalMilliseconds:0} ms or more")
            : HealthCheckResult.Healthy($"the writer runs; {writer.Queued} units wait");
    }
}
