using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CivilLine.Server.Tests.Sources;

/// <summary>
/// A little server of recognition results on a real socket. Each connection plays the next part of its script, and the
/// last part again and again: it may say something, drop, stall, or repeat.
/// </summary>
internal sealed class ResultServer : IAsyncDisposable
{
    private readonly Func<Connection, Task>[] _script;
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication _app = null!;
    private int _connections;

    private ResultServer(Func<Connection, Task>[] script) => _script = script;

    public ConcurrentQueue<string> Heard { get; } = [];

    public ConcurrentQueue<string> Queries { get; } = [];

    public ConcurrentQueue<string> Authorizations { get; } = [];

    public int Connections => Volatile.Read(ref _connections);

    public Uri Address => new UriBuilder(_app.Urls.First()) { Scheme = "ws" }.Uri;

    public static Task<ResultServer> StartAsync(params Func<Connection, Task>[] script) => StartAtAsync(null, script);

    public static async Task<ResultServer> StartAtAsync(QuietPort? place, params Func<Connection, Task>[] script)
    {
        var server = new ResultServer(script);
        server._app = await LittleServer.StartAsync(
            app =>
            {
                app.UseWebSockets();
                app.Run(server.HandleAsync);
            },
            place);
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
        // Counted last: who sees the count finds the rest.
        Queries.Enqueue(context.Request.QueryString.Value ?? "");
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        var number = Interlocked.Increment(ref _connections);
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
        public Task StallAsync() => new TaskCompletionSource().Task.WaitAsync(stopping);
    }
}
