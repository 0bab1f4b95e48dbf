using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using CivilLine.Shared;

namespace CivilLine.Faults;

/// <summary>One server after the other on one data folder: whoever talks to it waits for the next when one has gone.</summary>
internal sealed class ServerLives(string assembly, string[] arguments) : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("civilline-faults-").FullName;
    private readonly string _key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private readonly Lock _gate = new();
    private BuiltServer? _server;
    private TaskCompletionSource<ServerLife> _now = NewLife();
    private int _number;

    public string Data => _data;

    /// <summary>Of the life that goes on now.</summary>
    public int ProcessId => _server!.Process.Id;

    /// <summary>The life that goes on now, or else the next.</summary>
    public Task<ServerLife> Now
    {
        get
        {
            lock (_gate)
                return _now.Task;
        }
    }

    public async Task StartAsync(CancellationToken cancel)
    {
        _server = await BuiltServer.StartAsync(Start, cancel);
        lock (_gate)
            _now.SetResult(new ServerLife(++_number, _server.Address, _key));
    }

    /// <summary>Starts one that is killed before it is ready, if it takes longer than this.</summary>
    /// <returns>Whether it was killed; where it was ready first, it goes on.</returns>
    public async Task<bool> KillWhileStartingAsync(TimeSpan after, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(after);
        try
        {
            await StartAsync(patience.Token);
            return false;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        lock (_gate)
            _now = NewLife();
        await _server!.KillAsync();
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>SIGTERM, as systemd and containers stop a server.</summary>
    /// <returns>How long it then took to end, and with what code.</returns>
    public async Task<(TimeSpan Took, int ExitCode)> StopAsync(CancellationToken cancel)
    {
        lock (_gate)
            _now = NewLife();
        var process = _server!.Process;
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancel);
        await process.WaitForExitAsync(cancel);
        var ended = (watch.Elapsed, process.ExitCode);
        await _server.DisposeAsync();
        _server = null;
        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private ServerStart Start => new(assembly, _data, _key, arguments);

    private static TaskCompletionSource<ServerLife> NewLife() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Number">Counted from 1.</param>
/// <param name="Key">The administrator's.</param>
internal sealed record ServerLife(int Number, Uri Address, string Key)
{
    public HttpClient Client() => new()
    {
        BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", Key) },
    };
}
