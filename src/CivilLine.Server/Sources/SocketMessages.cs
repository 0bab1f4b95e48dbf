using System.Buffers;
using System.Net.WebSockets;

namespace CivilLine.Sources;

internal enum SocketMessageKind
{
    Text,
    Binary,
    TooLong,
    Closed,
}

/// <summary>Whole messages out of a socket, up to a limit; the memory is good until the next.</summary>
internal sealed class SocketMessages(WebSocket socket, int most) : IDisposable
{
    private const int Usual = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Usual);

    public async ValueTask<(SocketMessageKind Kind, ReadOnlyMemory<byte> Message)> NextAsync(CancellationToken cancellationToken)
    {
        Resize(Usual, 0);
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
                return (SocketMessageKind.Closed, default);
            if (length > most)
                return (SocketMessageKind.TooLong, default);
            if (part.EndOfMessage)
                return (part.MessageType == WebSocketMessageType.Text ? SocketMessageKind.Text : SocketMessageKind.Binary, _buffer.AsMemory(0, length));
            if (length == _buffer.Length)
                Resize(Math.Min(length * 2, most + 1), length);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    // One long message would otherwise hold its memory for as long as its socket lives.
    private void Resize(int size, int kept)
    {
        if (size <= _buffer.Length && (kept > 0 || _buffer.Length <= Usual * 2))
            return;
        var other = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, kept).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = other;
    }
}
