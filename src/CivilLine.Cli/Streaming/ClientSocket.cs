using System.Net;
using System.Net.WebSockets;

namespace CivilLine.Cli.Streaming;

/// <summary>One connection to a stream of the server's, which answers each message with a text of its own.</summary>
internal sealed class ClientSocket : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[LargestAnswer];

    private ClientSocket()
    {
    }

    /// <param name="proof">A header that proves who calls, if any.</param>
    /// <param name="explain">What a refusal by status means here.</param>
    /// <exception cref="RefusedException">The server will not have us at all; trying again is no use.</exception>
    public static async Task<ClientSocket> ConnectAsync(
        Uri address, (string Name, string Value)? proof, Func<HttpStatusCode, string> explain, CancellationToken cancel)
    {
        var client = new ClientSocket();
        var socket = client._socket;
        socket.Options.CollectHttpResponseDetails = true;
        if (proof is var (name, value))
            socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(address, cancel);
            return client;
        }
        catch (WebSocketException) when (socket.HttpStatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
        {
            var status = socket.HttpStatusCode;
            client.Dispose();
            throw new RefusedException(explain(status));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);

    /// <returns>The answer's bytes, which stand until the next is received.</returns>
    public async Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            if (length == _buffer.Length)
                throw new WebSocketException($"The server sent an answer of more than {LargestAnswer} bytes.");
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException($"The server closed the connection: {_socket.CloseStatusDescription ?? $"{_socket.CloseStatus}"}.");
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return _buffer.AsMemory(0, length);
    }

    /// <summary>All is answered by now: how the connection ends no longer matters.</summary>
    public async Task ByeAsync(CancellationToken cancel)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (WebSocketException)
        {
        }
    }

    public void Dispose() => _socket.Dispose();
}
