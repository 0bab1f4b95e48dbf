using CivilLine.Shared;

namespace CivilLine.Faults.Fuzz;

/// <summary>The built server, for as long as it is asked.</summary>
internal sealed class LentServer(string assembly) : IAsyncDisposable
{
    private readonly ServerLives _lives = new(
        assembly, ["--Ingest:BodySeconds=5", "--Ingest:RefusedPerSecond=1000000", "--Ingest:RefusedAtOnce=1000000"]);
    private bool _started;

    public async Task<HttpClient> OpenAsync(CancellationToken cancel)
    {
        if (!_started)
            await _lives.StartAsync(cancel);
        _started = true;
        return (await _lives.Now).Client();
    }

    public ValueTask DisposeAsync() => _lives.DisposeAsync();
}
