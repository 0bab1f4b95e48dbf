using System.Net.WebSockets;
using System.Threading.Channels;

namespace CivilLine.Load;

/// <summary>One source's WebSocket: messages queue without bound, since an open loop never waits.</summary>
internal sealed class SourceSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<byte[]> _out = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly TaskCompletionSource _allAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _posted;
    private long _answered;
    private bool _finished;
    private Task _sending = Task.CompletedTask;
    private Task _receiving = Task.CompletedTask;

    public static async Task<SourceSocket> OpenAsync(
        ServerProcess server, Action<ReadOnlySpan<byte>> answered, CancellationToken cancel)
    {
        var link = new SourceSocket();
        link._socket.Options.SetRequestHeader("Authorization", $"Bearer {server.Key}");
        await link._socket.ConnectAsync(
            new UriBuilder(new Uri(server.Address, "/api/v1/events/stream")) { Scheme = "ws" }.Uri, cancel);
        link._sending = link.SendAsync(cancel);
        link._receiving = link.ReceiveAsync(answered, cancel);
        return link;
    }

    /// <param name="lines">One event a line; each becomes one message.</param>
    public void Post(ReadOnlySpan<byte> lines)
    {
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Interlocked.Increment(ref _posted);
            _out.Writer.TryWrite(lines[..end].ToArray());
            lines = lines[(end + 1)..];
        }
    }

    public async Task FinishAsync(CancellationToken cancel)
    {
        _out.Writer.Complete();
        await _sending;
        Volatile.Write(ref _finished, true);
        CheckAll();
        await Task.WhenAny(_allAnswered.Task, _receiving).WaitAsync(TimeSpan.FromSeconds(60), cancel);
        if (_receiving.IsFaulted)
            await _receiving;
        _socket.Abort();
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(CancellationToken cancel)
    {
        await foreach (var message in _out.Reader.ReadAllAsync(cancel))
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
    }

    private async Task ReceiveAsync(Action<ReadOnlySpan<byte>> answered, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException($"The server closed a source's socket: {_socket.CloseStatusDescription}");
                answered(buffer.AsSpan(0, received.Count));
                Interlocked.Increment(ref _answered);
                CheckAll();
            }
        }
        catch (WebSocketException) when (_allAnswered.Task.IsCompleted)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private void CheckAll()
    {
        if (Volatile.Read(ref _finished) && Interlocked.Read(ref _answered) >= Interlocked.Read(ref _posted))
            _allAnswered.TrySetResult();
    }
}
