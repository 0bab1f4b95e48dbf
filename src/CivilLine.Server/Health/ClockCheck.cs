using System.Globalization;
using CivilLine.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Health;

/// <summary>A clock that was set while the server runs is told in the detail: times that are kept until it has caught up are not the system's.</summary>
internal sealed class ClockCheck(TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Little = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ahead = time is SteadyTime steady ? steady.Ahead : TimeSpan.Zero;
        return Task.FromResult(ahead.Duration() < Little
            ? HealthCheckResult.Healthy("the server's time is the system's")
            : HealthCheckResult.Degraded(
                $"the system's clock was set, and is {ahead.Duration().ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} the server's time, which follows slowly so that no call seems silent and no alert waits"));
    }
}
