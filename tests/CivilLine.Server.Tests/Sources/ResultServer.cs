using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CivilLine.Server.Tests.Sources;

/// <summary>
/// A little server of recognition results on a real socket. Each connection plays the next part of its script, and the
/// last part again and again: it may say something, drop, stall, or repeat.
/// </summary>
internal sealed class ResultServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<Connection, Task>[] _script;
    private readonly CancellationTokenSource _stopping = new();
    private int _connections;

    private ResultServer(Func<Connection, Task>[] script, string url)
    {
        _script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(HandleAsync);
    }

    public ConcurrentQueue<string> Heard { get; } = [];

    public ConcurrentQueue<string> Queries { get; } = [];

    public ConcurrentQueue<string> Authorizations { get; } = [];

    public int Connections => Volatile.Read(ref _connections);

    public Uri Address => new UriBuilder(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) { Scheme = "ws" }.Uri;

    public static async Task<ResultServer> StartAsync(params Func<Connection, Task>[] script) => await StartOnAsync("http://127.0.0.1:0", script);

    public static async Task<ResultServer> StartOnAsync(string url, params Func<Connection, Task>[] script)
    {
        var server = new ResultServer(script, url);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _connections);
        Queries.Enqueue(context.Request.QueryString.Value ?? "");
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await _script[Math.Min(number, _script.Length) - 1](new Connection(socket, Heard, _stopping.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The test is over, or the other side is.
        }
        socket.Abort();
    }

    internal sealed class Connection(WebSocket socket, ConcurrentQueue<string> heard, CancellationToken stopping)
    {
        public Task SayAsync(string message) =>
            socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, stopping);

        /// <summary>The next message of the other side, which is kept too.</summary>
        public async Task<string> HearAsync()
        {
            var buffer = new byte[4096];
            var read = await socket.ReceiveAsync(buffer, stopping);
            var message = Encoding.UTF8.GetString(buffer, 0, read.Count);
            heard.Enqueue(message);
            return message;
        }

        /// <summary>Reads, and so answers pings, until the other side goes.</summary>
        public async Task StayAsync()
        {
            while (socket.State == WebSocketState.Open)
                await HearAsync();
        }

        /// <summary>Neither reads nor sends, so that not even a ping is answered.</summary>
        public Task StallAsync() => Task.Delay(Timeout.Infinite, stopping);
    }
}
