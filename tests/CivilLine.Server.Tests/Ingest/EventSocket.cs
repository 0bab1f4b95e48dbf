using System.Net.WebSockets;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

/// <summary>A source's end of <c>WS /api/v1/events/stream</c>, with the administrator's key.</summary>
internal sealed class EventSocket : IDisposable
{
    public ClientWebSocket Socket { get; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Uri AddressOf(TestServer server) =>
        new UriBuilder(server.Address) { Scheme = "ws", Path = "/api/v1/events/stream" }.Uri;

    public static async Task<EventSocket> OpenAsync(TestServer server)
    {
        var opened = new EventSocket();
        opened.Socket.Options.SetRequestHeader("Authorization", $"Bearer {TestServer.AdminKey}");
        await opened.Socket.ConnectAsync(AddressOf(server), Token);
        return opened;
    }

    public Task SendAsync(string message) =>
        Socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Token);

    /// <summary>The next answer; null where the other side closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var received = await Socket.ReceiveAsync(buffer, Token);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public void Dispose() => Socket.Dispose();
}
