using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace CivilLine.Cluster.Tests;

/// <summary>The built server in a process of its own, as a user starts it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string AdminKey = "clk_test_administrator_0123456789";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    public Uri Address { get; }

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Client { get; }

    public static async Task<ServerProcess> StartAsync(string data)
    {
        var process = Start(data, "--urls", "http://127.0.0.1:0");
        var said = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                said.AppendLine(line);
                if (line.Contains("Address", StringComparison.Ordinal))
                {
                    // Whoever reads no more would stop the server once the pipe is full.
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                    return new ServerProcess(process, new Uri(line.Trim().Split(' ')[^1]));
                }
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
        throw new TimeoutException(
            $"The server did not say its address within {Patience.TotalSeconds} s; it said: {said}{await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
    }

    /// <summary>Runs a server that is expected to refuse to start.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(string data, params string[] arguments)
    {
        using var process = Start(data, arguments);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(patience.Token);
        await output;
        return (process.ExitCode, await error);
    }

    /// <summary>SIGKILL: nothing is said, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        _process.Dispose();
    }

    private static Process Start(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CivilLine.Server.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["CIVILLINE_DATA"] = data;
        start.Environment["CIVILLINE_ADMIN_KEY"] = AdminKey;
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
    }
}
