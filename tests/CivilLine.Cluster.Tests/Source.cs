using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CivilLine.Cluster.Tests;

/// <summary>A source as the contract wants it: what was not acknowledged, or was answered busy, is sent again until it is.</summary>
internal sealed class Source(int calls)
{
    private const int Ahead = 64;

    private readonly Queue<(string Key, string Line)> _unacknowledged = new();
    private int _made;

    /// <summary>By call and utterance, what the server has promised to keep.</summary>
    public Dictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public static string CallId(int call) => $"c-{call}";

    public static bool IsThreat(int number) => number % 10 == 3;

    /// <summary>Sends until so many more are acknowledged, then does <paramref name="then"/> with more in flight.</summary>
    public async Task SendAsync(Uri server, int acknowledgements, Func<Task> then)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {ServerProcess.AdminKey}");
        await socket.ConnectAsync(
            new UriBuilder(server) { Scheme = "ws", Path = "/api/v1/events/stream" }.Uri, TestContext.Current.CancellationToken);
        foreach (var (_, line) in _unacknowledged)
            await SendAsync(socket, line);
        await FillAsync(socket);
        for (var wanted = Acknowledged.Count + acknowledgements; Acknowledged.Count < wanted; await FillAsync(socket))
            await TakeAsync(socket);
        await then();
        // What the server still managed to say before it was killed is a promise too.
        await DrainAsync(socket);
    }

    /// <summary>Sends again what is not acknowledged, and nothing new.</summary>
    public Task FinishAsync(Uri server) => SendAsync(server, 0, () => Task.CompletedTask);

    private async Task DrainAsync(ClientWebSocket socket)
    {
        try
        {
            while (_unacknowledged.Count > 0)
                await TakeAsync(socket);
        }
        catch (WebSocketException)
        {
            // Killed: the rest was not acknowledged.
        }
    }

    private async Task FillAsync(ClientWebSocket socket)
    {
        while (_unacknowledged.Count < Ahead)
            await MakeAsync(socket);
    }

    private async Task MakeAsync(ClientWebSocket socket)
    {
        var number = _made++;
        var text = IsThreat(number) ? $"i'm going to come down there and kill you number {number}" : $"my account ends in number {number}";
        var line = JsonSerializer.Serialize(new
        {
            callId = CallId(number % calls), utteranceId = $"u-{number}", speaker = "customer", text,
            startMs = number * 100, endMs = (number * 100) + 90,
        });
        _unacknowledged.Enqueue(($"u-{number}", line));
        await SendAsync(socket, line);
    }

    private async Task TakeAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        if (received.MessageType == WebSocketMessageType.Close)
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        using var answer = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
        var (key, line) = _unacknowledged.Dequeue();
        if (!answer.RootElement.TryGetProperty("ack", out var ack))
        {
            await AgainAsync(socket, key, line, answer.RootElement.GetProperty("error"));
            return;
        }
        Assert.Equal(key, ack.GetProperty("utteranceId").GetString());
        Acknowledged[key] = line;
    }

    private async Task AgainAsync(ClientWebSocket socket, string key, string line, JsonElement error)
    {
        Assert.Equal("busy", error.GetProperty("code").GetString());
        await Task.Delay(error.GetProperty("retryAfterMs").GetInt32(), TestContext.Current.CancellationToken);
        _unacknowledged.Enqueue((key, line));
        await SendAsync(socket, line);
    }

    private static Task SendAsync(ClientWebSocket socket, string line) => socket.SendAsync(
        Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
}
