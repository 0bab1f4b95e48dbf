using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Sources.Kafka;

/// <summary>
/// Every topic is read. One that is not degrades the server and does not take it out of service: its other sources are
/// heard still.
/// </summary>
internal sealed class KafkaCheck(KafkaSources sources, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var states = sources.States;
        if (states.Count == 0)
            return Task.FromResult(HealthCheckResult.Healthy("no topic is read"));
        var detail = string.Join("; ", states.Select(Describe));
        return Task.FromResult(states.All(state => state is { IsConnected: true, Error: null, IsBusy: false })
            ? HealthCheckResult.Healthy(detail)
            : HealthCheckResult.Degraded(detail));
    }

    private string Describe(KafkaState state)
    {
        var busy = state.Partitions.Count(partition => partition.IsBusy);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Source}: {(state.IsConnected ? "connected" : "not connected")} for {(time.GetUtcNow() - state.Since).TotalSeconds:0} s{(state.Error is null ? "" : $" ({state.Error})")}, {state.Partitions.Count} partitions{(busy > 0 ? $" of which {busy} paused as busy" : "")}, {state.Messages} messages, lag {state.LagMessages} messages and {state.LagMs} ms, {state.Refused} passed over{(state.LastRefusal is null ? "" : $", the last {state.LastRefusal}")}");
    }
}
