using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CivilLine.Load;

/// <summary>The server under measurement: one started for the occasion on a data folder of its own, or one that runs.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process? _process;
    private readonly string? _data;
    private readonly List<string> _lastLines = [];

    private ServerProcess(Uri address, string key, Process? process, string? data)
    {
        Address = address;
        Key = key;
        _process = process;
        _data = data;
    }

    public Uri Address { get; }

    public string Key { get; }

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>; null where it ran already.</summary>
    public TimeSpan? StartToReady { get; private set; }

    public static ServerProcess Running(Uri address, string key) => new(address, key, process: null, data: null);

    public static async Task<ServerProcess> StartAsync(string assembly, CancellationToken cancel)
    {
        if (!File.Exists(assembly))
            throw new FileNotFoundException($"There is no server at {assembly}: build it, or name one with --server.");
        var data = Directory.CreateTempSubdirectory("civilline-load-").FullName;
        var key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CIVILLINE_DATA"] = data, ["CIVILLINE_ADMIN_KEY"] = key, ["DOTNET_ENVIRONMENT"] = "Production" },
        };
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        var server = new ServerProcess(address, key, process, data);
        process.OutputDataReceived += server.Keep;
        process.ErrorDataReceived += server.Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.ReadyAsync(cancel);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        server.StartToReady = watch.Elapsed;
        return server;
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
        _process?.Refresh();
        return _process?.WorkingSet64;
    }

    public TimeSpan? ProcessorTime()
    {
        _process?.Refresh();
        return _process?.TotalProcessorTime;
    }

    public string LastLines()
    {
        lock (_lastLines)
            return string.Join(Environment.NewLine, _lastLines);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        if (_data is not null)
            Directory.Delete(_data, recursive: true);
    }

    private async Task ReadyAsync(CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(LongestStart);
        while (!await IsReadyAsync(http, patience.Token))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The server ended with code {_process.ExitCode}:{Environment.NewLine}{LastLines()}");
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready", cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_lastLines)
        {
            if (line.Data is null)
                return;
            if (_lastLines.Count == 30)
                _lastLines.RemoveAt(0);
            _lastLines.Add(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
