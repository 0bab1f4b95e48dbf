using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace CivilLine.Faults.Flood;

/// <summary>
/// One source's WebSocket. What its connection has not taken when a little more has gathered behind it is not sent: nobody's
/// microphone waits.
/// </summary>
internal sealed class FloodSource : IAsyncDisposable
{
    private const int MostGathered = 64;
    private const int LongestAnswer = 16 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<Message> _out = Channel.CreateBounded<Message>(new BoundedChannelOptions(MostGathered) { SingleReader = true });
    private readonly ConcurrentQueue<Message> _asked = new();
    private Task _sending = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;

    public static async Task<FloodSource> OpenAsync(Uri server, string key, CancellationToken cancel)
    {
        var source = new FloodSource();
        source._socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        await source._socket.ConnectAsync(new UriBuilder(new Uri(server, "/api/v1/events/stream")) { Scheme = "ws" }.Uri, cancel);
        source._sending = source.SendAsync(cancel);
        source._reading = source.ReadAsync(cancel);
        return source;
    }

    public void Post(byte[] message, bool isFinal, FloodTally tally) =>
        tally.Send(_out.Writer.TryWrite(new Message(message, isFinal, Stopwatch.GetTimestamp(), tally)));

    /// <summary>Waits for the answers to all that was sent.</summary>
    /// <exception cref="FaultException">They did not come.</exception>
    public async Task SettleAsync(CancellationToken cancel)
    {
        var patience = Stopwatch.StartNew();
        while (_out.Reader.Count > 0 || !_asked.IsEmpty)
        {
            if (_reading.IsCompleted)
                await _reading;
            if (patience.Elapsed > TimeSpan.FromSeconds(60))
                throw new FaultException($"{_asked.Count} events were never answered");
            await Task.Delay(20, cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _out.Writer.Complete();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        await foreach (var message in _out.Reader.ReadAllAsync(cancel))
        {
            _asked.Enqueue(message);
            await _socket.SendAsync(message.Bytes, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var buffer = new byte[LongestAnswer];
        while (true)
        {
            var answer = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
            if (answer.MessageType == WebSocketMessageType.Close)
                throw new FaultException($"the server closed a source's socket: {_socket.CloseStatusDescription}");
            if (_asked.TryDequeue(out var asked))
                asked.Tally.Answer(buffer.AsSpan(0, answer.Count), asked.IsFinal, asked.At);
        }
    }

    private readonly record struct Message(byte[] Bytes, bool IsFinal, long At, FloodTally Tally);
}
