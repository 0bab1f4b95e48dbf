namespace CivilLine.Review;

/// <summary>Work that goes on beside the server on a thread of its own, which yields to every other, until the server stops.</summary>
internal abstract class BackgroundWork(string name) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Thread? _thread;

    protected CancellationToken Stopping => _stop.Token;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = Background.Start(name, Run);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        if (_thread is { } thread)
            await Task.Run(thread.Join, cancellationToken);
    }

    public virtual void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The thread's whole life: returns once <see cref="Stopping"/> is cancelled, and lets nothing be thrown out of it.</summary>
    protected abstract void Run();
}
