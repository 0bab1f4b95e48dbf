using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using CivilLine.Shared;

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
        ("revisions without end of one utterance", ReviseAsync),
        ("pages that never read", NeverReadAsync),
        ("a thousand idle connections", StayIdleAsync),
        ("a thousand streams of one key", OpenStreamsAsync),
        ("bodies of one byte a second", SendSlowlyAsync),
        ("lines that are no events", SendNonsenseAsync),
        // The last, since thousands of live calls are what every page is sent from then on.
        ("a key that opens calls without end", OpenCallsAsync),
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
        await HoldAsync(Deaf, async () =>
        {
            var socket = await ConnectAsync(server, Hubs.Live, server.Key, stop);
            await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            await socket.SendAsync(
                "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[0]}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            return socket;
        }, stop);
        return null;
    }

    private static async Task<string?> StayIdleAsync(FloodServer server, CancellationToken stop)
    {
        await HoldAsync(Idle, async () =>
        {
            var connection = new TcpClient();
            await connection.ConnectAsync(server.Address.Host, server.Address.Port, stop);
            return connection;
        }, stop);
        return null;
    }

    private static async Task<string?> OpenStreamsAsync(FloodServer server, CancellationToken stop)
    {
        var key = await Sources.KeyAsync(server.Administrator, stop);
        var refused = 0;
        await HoldAsync(Idle, async () =>
        {
            try
            {
                return await ConnectAsync(server, "/api/v1/events/stream", key, stop);
            }
            catch (WebSocketException)
            {
                refused++;
                return null;
            }
        }, stop);
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

    private static async Task<ClientWebSocket> ConnectAsync(FloodServer server, string path, string key, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await socket.ConnectAsync(new UriBuilder(new Uri(server.Address, path)) { Scheme = "ws" }.Uri, stop);
        return socket;
    }

    /// <summary>Opens one after the other, and keeps them open.</summary>
    private static async Task HoldAsync(int count, Func<Task<IDisposable?>> open, CancellationToken stop)
    {
        var held = new List<IDisposable?>();
        await UntilStoppedAsync([OpenAsync()]);
        held.ForEach(one => one?.Dispose());

        async Task OpenAsync()
        {
            while (held.Count < count)
                held.Add(await open());
            await Task.Delay(Timeout.Infinite, stop);
        }
    }

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
