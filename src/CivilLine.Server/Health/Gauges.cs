using CivilLine.Calls;
using CivilLine.Ingest;
using CivilLine.Review.Search;
using CivilLine.Telemetry;

namespace CivilLine.Health;

/// <summary>Lets the metrics see the depths that nobody else tells them of.</summary>
internal sealed class Gauges(IngestGate gate, ScoringThreads scoring, StoreSize size, IndexLag index, CivilLineMetrics metrics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.ObserveIngest(() => gate.InHand, () => gate.Limit);
        metrics.ObserveScoring(() => scoring.Waiting);
        metrics.ObserveIndex(() => index.Now.TotalSeconds);
        metrics.ObserveStoreSize(() => size.Bytes());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
