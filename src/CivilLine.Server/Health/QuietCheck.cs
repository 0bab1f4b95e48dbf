using CivilLine.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Health;

/// <summary>
/// Calls that nobody hears are told in the detail. They fail no readiness: the server is well, and taking it out of service
/// would make more of them.
/// </summary>
internal sealed class QuietCheck(LiveCalls live, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var quiet = live.QuietByOwner(time.GetUtcNow()).Values.Sum(unheard => unheard.Calls);
        return Task.FromResult(quiet == 0
            ? HealthCheckResult.Healthy($"{live.Count} live calls, each heard in its rhythm")
            : HealthCheckResult.Degraded($"{quiet} of {live.Count} live calls were not heard for longer than their sources' rhythm"));
    }
}
