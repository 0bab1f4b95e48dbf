using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>A vendor's or a bridge's end of <c>WS /api/v1/sources/{source}/stream</c>.</summary>
internal sealed class SourceSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private SourceSocket() => _socket.Options.CollectHttpResponseDetails = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ClientWebSocket Socket => _socket;

    /// <summary>What the vendor's own protocol was answered.</summary>
    public Queue<string> Protocol { get; } = [];

    /// <param name="query">Such as <c>callId=c-1&amp;answers=true</c>.</param>
    public static async Task<SourceSocket> OpenAsync(
        TestServer server, string source, string query, string? secret, params (string Name, string Value)[] headers)
    {
        var opened = Make(secret, headers);
        await opened._socket.ConnectAsync(Address(server, source, query), Token);
        return opened;
    }

    /// <summary>The status with which the server refuses to open.</summary>
    public static async Task<int> RefusedAsync(
        TestServer server, string source, string query, string? secret, params (string Name, string Value)[] headers)
    {
        using var refused = Make(secret, headers);
        await Assert.ThrowsAsync<WebSocketException>(() => refused._socket.ConnectAsync(Address(server, source, query), Token));
        return (int)refused._socket.HttpStatusCode;
    }

    public static Uri Address(TestServer server, string source, string query) =>
        new UriBuilder(server.Address) { Scheme = "ws", Path = $"/api/v1/sources/{source}/stream", Query = query }.Uri;

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Token);

    /// <summary>The next whole message; null where the other side closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var received = await _socket.ReceiveAsync(buffer, Token);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    /// <summary>Sends with <c>answers=true</c> and waits until the server says what became of it.</summary>
    public async Task<Answered> TellAsync(string message)
    {
        await SendAsync(message);
        while (true)
        {
            var answer = await ReceiveAsync() ?? throw new InvalidOperationException($"closed: {_socket.CloseStatusDescription}");
            if (answer.StartsWith("""{"accepted":""", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<Answered>(answer, JsonSerializerOptions.Web)!;
            Protocol.Enqueue(answer);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static SourceSocket Make(string? secret, (string Name, string Value)[] headers)
    {
        var made = new SourceSocket();
        if (secret is not null)
            made._socket.Options.SetRequestHeader("Authorization", $"Bearer {secret}");
        foreach (var (name, value) in headers)
            made._socket.Options.SetRequestHeader(name, value);
        return made;
    }
}

internal sealed record Answered(int Accepted, int Duplicates, IReadOnlyList<RejectedLine> Rejected);
