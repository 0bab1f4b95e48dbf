using System.Globalization;
using CivilLine.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CivilLine.Sources;

/// <summary>
/// Every server of results that is to be dialled is connected. A lost one degrades the server and does not take it out
/// of service: its other sources are heard still.
/// </summary>
internal sealed class ConnectorCheck(SourceConnectors connectors, SourceRegister register, SourceWatch watch, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var states = connectors.States;
        if (states.Count == 0)
            return Task.FromResult(HealthCheckResult.Healthy("no source is dialled"));
        var detail = string.Join("; ", states.Select(Describe));
        return Task.FromResult(states.All(state => state.IsConnected)
            ? HealthCheckResult.Healthy(detail)
            : HealthCheckResult.Degraded(detail));
    }

    private string Describe(ConnectorState state)
    {
        var now = time.GetUtcNow();
        var lag = watch.CountsOf(register.Find(state.Source)?.Owner ?? "").Lag;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Source}: {(state.IsConnected ? "connected" : state.IsLeftAlone ? "left alone" : "not connected")} for {(now - state.Since).TotalSeconds:0} s{Because(state)}, {Heard(state, now)}, {state.Breaks} breaks{(lag.Count > 0 ? $", lag {lag.MedianMs} ms, {lag.P90Ms} ms at worst of ten" : "")}");
    }

    private static string Because(ConnectorState state) => state.Error is null ? "" : $" ({state.Error})";

    private static string Heard(ConnectorState state, DateTimeOffset now) => state.LastMessageAt is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"last message {(now - at).TotalSeconds:0} s ago")
        : "no message yet";
}
