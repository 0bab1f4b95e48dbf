using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace CivilLine.Load;

/// <summary>The server under measurement: one started for the occasion on a data folder of its own, or one that runs.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly BuiltServer? _started;
    private readonly string? _data;

    private ServerProcess(Uri address, string key, BuiltServer? started, string? data) =>
        (Address, Key, _started, _data) = (address, key, started, data);

    public Uri Address { get; }

    public string Key { get; }

    /// <summary>From the start of the process until it says that it is ready; null where it ran already.</summary>
    public TimeSpan? StartToReady { get; private init; }

    public static ServerProcess Running(Uri address, string key) => new(address, key, started: null, data: null);

    /// <param name="arguments">Settings for the server: <c>--Section:Name=value</c>.</param>
    public static async Task<ServerProcess> StartAsync(string assembly, CancellationToken cancel, params string[] arguments)
    {
        if (!File.Exists(assembly))
            throw new FileNotFoundException($"There is no server at {assembly}: build it, or name one with --server.");
        var data = Directory.CreateTempSubdirectory("civilline-load-").FullName;
        var key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var watch = Stopwatch.StartNew();
        try
        {
            var started = await BuiltServer.StartAsync(new(assembly, data, key, arguments), cancel);
            return new ServerProcess(started.Address, key, started, data) { StartToReady = watch.Elapsed };
        }
        catch
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    public HttpClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return http;
    }

    /// <summary>Resident memory in bytes; null where the process is not ours.</summary>
    public long? ResidentBytes()
    {
        _started?.Process.Refresh();
        return _started?.Process.WorkingSet64;
    }

    public TimeSpan? ProcessorTime()
    {
        _started?.Process.Refresh();
        return _started?.Process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
            await _started.DisposeAsync();
        if (_data is not null)
            Directory.Delete(_data, recursive: true);
    }
}
