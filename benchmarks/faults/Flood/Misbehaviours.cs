using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace CivilLine.Faults.Flood;

/// <summary>What clients do that should not. Each goes on until it is stopped, and tells what the server let it do.</summary>
internal static class Misbehaviours
{
    private const int Lines = 1000;
    private const int Revisions = 1000;
    private const int Idle = 1000;
    private const int Slow = 200;
    private const int Deaf = 5;

    public static IReadOnlyList<(string Name, Func<FloodServer, CancellationToken, Task<string?>> Run)> All { get; } =
    [
        ("a key that opens calls without end", OpenCallsAsync),
        ("revisions without end of one utterance", ReviseAsync),
        ("pages that never read", NeverReadAsync),
        ("a thousand idle connections", StayIdleAsync),
        ("a thousand streams of one key", OpenStreamsAsync),
        ("bodies of one byte a second", SendSlowlyAsync),
        ("lines that are no events", SendNonsenseAsync),
    ];

    private static Task<string?> OpenCallsAsync(FloodServer server, CancellationToken stop) => PostAsync(
        server, (body, line) => $$"""{"type":"call-started","callId":"opened-{{body}}-{{line}}"}""", stop);

    private static Task<string?> SendNonsenseAsync(FloodServer server, CancellationToken stop) => PostAsync(
        server, (_, line) => $"{{\"callId\":[[[[[[[[{line}", stop);

    private static async Task<string?> PostAsync(FloodServer server, Func<int, int, string> line, CancellationToken stop)
    {
        using var http = await ClientAsync(server, stop);
        await UntilStoppedAsync(Enumerable.Range(0, 4).Select(async source =>
        {
            for (var body = source; ; body += 4)
            {
                var text = string.Join('\n', Enumerable.Range(0, Lines).Select(i => line(body, i)));
                using var response = await http.PostAsync("/api/v1/events", new StringContent(text, Encoding.UTF8, "application/x-ndjson"), stop);
            }
        }));
        return null;
    }

    private static async Task<string?> ReviseAsync(FloodServer server, CancellationToken stop)
    {
        using var http = await ClientAsync(server, stop);
        var text = string.Concat(Enumerable.Repeat("i have told you this before and will tell you again ", 20));
        await UntilStoppedAsync([Task.Run(async () =>
        {
            for (var utterance = 0; ; utterance++)
            {
                var lines = Enumerable.Range(0, Revisions).Select(revision =>
                    $$"""{"callId":"revised","utteranceId":"u{{utterance}}","revision":{{revision}},"isFinal":false,"speaker":"customer","text":"{{text}}{{revision}}"}""");
                using var response = await http.PostAsync(
                    "/api/v1/events", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"), stop);
            }
        }, stop)]);
        return null;
    }

    private static async Task<string?> NeverReadAsync(FloodServer server, CancellationToken stop)
    {
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < Deaf; i++)
        {
            var socket = new ClientWebSocket();
            sockets.Add(socket);
            socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
            await socket.ConnectAsync(new UriBuilder(new Uri(server.Address, "/hubs/live")) { Scheme = "ws" }.Uri, stop);
            await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            await socket.SendAsync(
                "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[0]}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, stop);
        }

        await UntilStoppedAsync([Task.Delay(Timeout.Infinite, stop)]);
        sockets.ForEach(socket => socket.Dispose());
        return null;
    }

    private static async Task<string?> StayIdleAsync(FloodServer server, CancellationToken stop)
    {
        var connections = new List<TcpClient>();
        for (var i = 0; i < Idle; i++)
        {
            var connection = new TcpClient();
            connections.Add(connection);
            await connection.ConnectAsync(server.Address.Host, server.Address.Port, stop);
        }

        await UntilStoppedAsync([Task.Delay(Timeout.Infinite, stop)]);
        connections.ForEach(connection => connection.Dispose());
        return null;
    }

    private static async Task<string?> OpenStreamsAsync(FloodServer server, CancellationToken stop)
    {
        var key = await Sources.KeyAsync(server.Administrator, stop);
        var (sockets, refused) = (new List<ClientWebSocket>(), 0);
        for (var i = 0; i < Idle; i++)
        {
            var socket = new ClientWebSocket();
            sockets.Add(socket);
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
            try
            {
                await socket.ConnectAsync(new UriBuilder(new Uri(server.Address, "/api/v1/events/stream")) { Scheme = "ws" }.Uri, stop);
            }
            catch (WebSocketException)
            {
                refused++;
            }
        }

        await UntilStoppedAsync([Task.Delay(Timeout.Infinite, stop)]);
        sockets.ForEach(socket => socket.Dispose());
        return refused == 0 ? $"one key opened {Idle} streams" : null;
    }

    private static async Task<string?> SendSlowlyAsync(FloodServer server, CancellationToken stop)
    {
        await UntilStoppedAsync(Enumerable.Range(0, Slow).Select(async _ =>
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Address.Host, server.Address.Port, stop);
            var stream = connection.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/v1/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {server.Key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000000\r\n\r\n"), stop);
            while (true)
            {
                await Task.Delay(1000, stop);
                try
                {
                    await stream.WriteAsync("{"u8.ToArray(), stop);
                }
                catch (IOException)
                {
                    // Cut off, as it should be.
                    await Task.Delay(Timeout.Infinite, stop);
                }
            }
        }));
        return null;
    }

    private static async Task<HttpClient> ClientAsync(FloodServer server, CancellationToken stop) => new()
    {
        BaseAddress = server.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", await Sources.KeyAsync(server.Administrator, stop)) },
    };

    private static async Task UntilStoppedAsync(IEnumerable<Task> tasks)
    {
        try
        {
            await Task.WhenAll(tasks);
        }
        catch (OperationCanceledException)
        {
            // Told to stop: the only way in which these end.
        }
    }
}
