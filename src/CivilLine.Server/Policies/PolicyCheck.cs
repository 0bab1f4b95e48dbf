using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Policies;

/// <summary>Which policy applies, and whether a newer document was refused. Degraded and not down: calls are judged all the same.</summary>
internal sealed class PolicyCheck(PolicyStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = store.Now;
        return Task.FromResult(now.Refused is not { } refused
            ? HealthCheckResult.Healthy($"policy {now.Book.Version} since {now.Since:u}")
            : HealthCheckResult.Degraded($"policy {now.Book.Version} stays; the document of {refused.At:u} is refused: {refused}"));
    }
}
