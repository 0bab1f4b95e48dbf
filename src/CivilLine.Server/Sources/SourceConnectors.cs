using CivilLine.Ingest;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>Keeps to every server of results that the configuration names; what one of them does reaches no other.</summary>
internal sealed class SourceConnectors(
    SourceRegister register, SourceIntake intake, IOptions<IngestOptions> ingest, TimeProvider time, ILogger<SourceConnectors> log)
    : BackgroundService
{
    private readonly List<SourceConnector> _connectors =
    [
        .. register.All.Where(source => source.Options.Connect is not null)
            .Select(source => new SourceConnector(source, intake, ingest.Value, time, log)),
    ];

    public IReadOnlyList<ConnectorState> States => _connectors.ConvertAll(connector => connector.State);

    /// <returns>Null where the source is not one that is dialled.</returns>
    public ConnectorState? StateOf(string source) => States.FirstOrDefault(state => state.Source == source);

    public override void Dispose()
    {
        foreach (var connector in _connectors)
            connector.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_connectors.Select(connector => connector.RunAsync(stoppingToken)));
}
