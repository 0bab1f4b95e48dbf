using CivilLine.Health;

namespace CivilLine.Sources.Kafka;

/// <summary>Reads every topic that the configuration names; what one of them does reaches no other.</summary>
internal sealed class KafkaSources(
    SourceRegister register, SourceIntake intake, SourceWatch watch, IHostApplicationLifetime life, TimeProvider time, ILogger<KafkaSources> log)
    : BackgroundService
{
    private readonly List<KafkaReader> _readers =
    [
        .. register.All.Where(source => source.Options.Kafka is not null)
            .Select(source => new KafkaReader(source, intake, watch, time, log)),
    ];

    public IReadOnlyList<KafkaState> States => _readers.ConvertAll(reader => reader.State);

    /// <returns>Null of a source that is read from no topic.</returns>
    public KafkaState? StateOf(string source) => _readers.Find(reader => reader.Source == source)?.State;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var whenStarted = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        // With the first word of the host's stop, while all that makes words durable still runs.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        await Task.WhenAll(_readers.Select(reader => RunAsync(reader, stopping.Token)));
    }

    private static async Task RunAsync(KafkaReader reader, CancellationToken stopping)
    {
        try
        {
            await reader.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
