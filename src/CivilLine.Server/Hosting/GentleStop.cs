using System.Runtime.InteropServices;
using CivilLine.Live;

namespace CivilLine.Hosting;

/// <summary>
/// Told to stop, the server first tells its pages: once it stops in earnest their connections end whatever was still to be
/// sent to them. A second signal is not waited for.
/// </summary>
internal sealed class GentleStop(StopNotice notice, IHostApplicationLifetime life, TimeProvider time) : IHostLifetime, IDisposable
{
    /// <summary>For the notice to leave.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly List<PosixSignalRegistration> _signals = [];
    private int _isBegun;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Take));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task BeginAsync()
    {
        if (Interlocked.Exchange(ref _isBegun, 1) == 0)
        {
            notice.Tell();
            await Task.Delay(Pause, time);
        }
        life.StopApplication();
    }

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Take(PosixSignalContext signal)
    {
        // Else the process would end here and now.
        signal.Cancel = true;
        _ = BeginAsync();
    }
}
