using System.Diagnostics;
using System.Net.Http.Headers;

namespace CivilLine.Shared;

/// <summary>
/// The built server in a process of its own, as a user starts it. Compiled into each project that starts one: tests that
/// kill it, tests that look at it in a browser, the load driver.
/// </summary>
internal sealed class BuiltServer : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];
    private readonly Task _ended;
    private TaskCompletionSource _more = NewSignal();

    private BuiltServer(ServerStart start)
    {
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", start.Key);
        Process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [start.Assembly, "--urls", start.Urls, .. start.Arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetDirectoryName(start.Assembly),
                Environment = { ["CIVILLINE_DATA"] = start.Data, ["CIVILLINE_ADMIN_KEY"] = start.Key, ["DOTNET_ENVIRONMENT"] = "Production" },
            },
        };
        Process.OutputDataReceived += (_, line) => Keep(line.Data, isError: false);
        Process.ErrorDataReceived += (_, line) => Keep(line.Data, isError: true);
        Process.Start();
        // Also where whoever started it fails before it could be disposed of.
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
        _ended = Process.WaitForExitAsync();
    }

    public Process Process { get; }

    /// <summary>Where it listens, by its own word.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Starts a server and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended first, or took too long; the message holds what it said.</exception>
    public static async Task<BuiltServer> StartAsync(ServerStart start, CancellationToken cancel)
    {
        var server = new BuiltServer(start);
        try
        {
            await server.SaysAsync("CivilLine is ready", cancel);
            server.Client.BaseAddress = new Uri((await server.SaysAsync("  Address  ", cancel)).Split(' ')[^1]);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a server that is expected to refuse to start.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(ServerStart start, CancellationToken cancel)
    {
        await using var server = new BuiltServer(start);
        await server._ended.WaitAsync(Patience, cancel);
        return (server.Process.ExitCode, string.Join('\n', server._errors));
    }

    /// <summary>The first line with these words, said already or yet to come.</summary>
    /// <exception cref="InvalidOperationException">It ended first, or took too long; the message holds what it said.</exception>
    public async Task<string> SaysAsync(string words, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                // Read before the lines are: whoever has ended says no more.
                var ended = _ended.IsCompleted;
                if (Find(words, out var more) is { } said)
                    return said;
                if (ended)
                    throw Silent(words, $"ended with code {Process.ExitCode}");
                await Task.WhenAny(more, _ended).WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Silent(words, $"ran for {Patience.TotalSeconds} s");
        }
    }

    /// <summary>SIGKILL, as a power cut: nothing is said, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await _ended;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        Client.Dispose();
        if (!Process.HasExited)
            Process.Kill();
        await _ended;
        Process.Dispose();
    }

    private void KillAtExit(object? sender, EventArgs e) => Process.Kill();

    private string? Find(string words, out Task more)
    {
        lock (_lines)
        {
            more = _more.Task;
            return _lines.Find(line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    private InvalidOperationException Silent(string words, string but)
    {
        lock (_lines)
            return new($"The server {but} and did not say \"{words}\"; it said:\n{string.Join('\n', _lines)}");
    }

    private void Keep(string? line, bool isError)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            if (_lines.Count == LinesKept)
                _lines.RemoveAt(0);
            _lines.Add(line);
            if (isError)
                _errors.Add(line);
            _more.SetResult();
            _more = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="Assembly">CivilLine.Server.dll.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Key">The administrator's key.</param>
/// <param name="Urls">With port 0, the server takes a free one.</param>
internal sealed record ServerStart(string Assembly, string Data, string Key, string[] Arguments, string Urls = "http://127.0.0.1:0");
