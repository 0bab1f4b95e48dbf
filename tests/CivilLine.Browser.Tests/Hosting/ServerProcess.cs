using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Cryptography;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>The server as a user starts it: a process of its own, a data folder of its own, a port of its own.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly ProcessStartInfo _start;
    private Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _data = Directory.CreateTempSubdirectory("civilline-browser-").FullName;

    private ServerProcess(params string[] arguments)
    {
        Url = $"http://127.0.0.1:{FreePort()}";
        var key = "clk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _start = new ProcessStartInfo("dotnet", [Metadata("ServerAssembly"), "--urls", Url, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CIVILLINE_DATA"] = _data, ["CIVILLINE_ADMIN_KEY"] = key },
        };
        _process = Launch();
        Http = new HttpClient { BaseAddress = new Uri(Url) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public string Url { get; }

    /// <summary>A client that carries the administrator's key.</summary>
    public HttpClient Http { get; }

    public string Output => string.Join('\n', _output);

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var server = new ServerProcess(arguments);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The same address and data again, after <see cref="KillAsync"/>.</summary>
    public Task StartAgainAsync()
    {
        _process = Launch();
        return ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        Directory.Delete(_data, recursive: true);
    }

    private Process Launch()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task ReadyAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!limit.IsCancellationRequested && !_process.HasExited)
        {
            if (await IsReadyAsync())
                return;
            await Task.Delay(100, CancellationToken.None);
        }
        throw new InvalidOperationException($"Server at {Url}: expected /health/ready within {StartLimit}, got:\n{Output}");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Metadata(string key) => typeof(ServerProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
