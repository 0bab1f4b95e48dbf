using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Transcripts;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>
/// One socket. It reads ahead of its answers, but no further than the backlog: a sender that does not read them fills
/// the backlog, then its own connection, and is cut; nobody else notices.
/// </summary>
internal sealed class EventStream : IDisposable
{
    /// <summary>For what was read before the server was told to stop, and then for the other side to close.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5), Farewell = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly string _keyId;
    private readonly EventReader _events;
    private readonly IngestDispatcher _dispatcher;
    private readonly RefusalPace _pace;
    private readonly IngestOptions _options;
    private readonly EventBacklog _backlog;
    private readonly StreamReply _reply = new();
    private (WebSocketCloseStatus Status, string Why) _closing = (WebSocketCloseStatus.NormalClosure, "");

    public EventStream(
        WebSocket socket, string keyId, EventReader events, IngestDispatcher dispatcher, RefusalPace pace, IOptions<IngestOptions> options,
        TimeProvider time)
    {
        (_socket, _keyId, _events, _dispatcher, _pace) = (socket, keyId, events, dispatcher, pace);
        _options = options.Value;
        _backlog = new EventBacklog(_options.StreamBacklog, TimeSpan.FromMilliseconds(_options.BurstMs), time);
    }

    /// <param name="stopping">The server stops: what was read is still answered, and the stream then closed.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var end = new CancellationTokenSource();
        await using var stop = stopping.Register(() => Stop(end));
        var answering = AnswerAsync(end);
        try
        {
            await ReceiveAsync(end.Token);
            _backlog.Complete();
            await answering;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The other side is gone, or was too slow: what was not acknowledged is sent again.
            _backlog.Complete();
            await end.CancelAsync();
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _socket.Abort();
        }
    }

    public void Dispose() => _reply.Dispose();

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(EventRules.LineBytes + 1);
        try
        {
            while (await ReceiveMessageAsync(buffer, cancellationToken) is { } length)
                await _backlog.AddAsync(buffer.AsSpan(0, length), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The server stops. What comes now is not acknowledged; whoever sends it is told so by the close.
            while (await ReceiveMessageAsync(buffer, cancellationToken) is not null)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The length of the next message; null once the stream has been closed, by either side.</summary>
    private async Task<int?> ReceiveMessageAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var receiving = _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            var isEmpty = !receiving.IsCompleted;
            var part = await receiving;
            if (isEmpty)
                _backlog.Drained();
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.MessageType == WebSocketMessageType.Binary)
                return Refuse(WebSocketCloseStatus.InvalidMessageType, "Send text messages, one JSON object each.");
            length += part.Count;
            if (length > EventRules.LineBytes)
                return Refuse(WebSocketCloseStatus.MessageTooBig, $"A message is longer than {EventRules.LineBytes} bytes.");
            if (part.EndOfMessage)
                return length;
        }
    }

    private void Stop(CancellationTokenSource end)
    {
        end.CancelAfter(Grace);
        _closing = (WebSocketCloseStatus.EndpointUnavailable, "The server stops; send again what was not acknowledged, once it is back.");
        _backlog.Complete();
    }

    private int? Refuse(WebSocketCloseStatus status, string why)
    {
        _closing = (status, why);
        return null;
    }

    private async Task AnswerAsync(CancellationTokenSource end)
    {
        var window = new List<Received>();
        try
        {
            while (await _backlog.WaitAsync(end.Token))
            {
                var taken = _backlog.Take(window, _dispatcher.Slice, _dispatcher.Target);
                if (taken.IsLate)
                    await RefuseAsync(window.Count, end.Token);
                else
                    await AnswerAsync(window, taken, end.Token);
                window.ForEach(received => received.Return());
            }
            using var patience = Patience(end.Token);
            if (_closing.Status == WebSocketCloseStatus.EndpointUnavailable)
                patience.CancelAfter(Farewell);
            await _socket.CloseAsync(_closing.Status, _closing.Why, patience.Token);
        }
        finally
        {
            // A sender that takes no answers must not keep the reading half waiting for it either.
            await end.CancelAsync();
        }
    }

    private async Task AnswerAsync(List<Received> window, Taken taken, CancellationToken cancellationToken)
    {
        var read = window.ConvertAll(Read);
        var errors = read.Where(one => one.Event is null).Select(one => one.Error).ToArray();
        _dispatcher.Refused(_keyId, errors);
        var events = read.Where(one => one.Event is not null).Select(one => one.Event!).ToList();
        var outcomes = await _dispatcher.SendAsync(_keyId, events, taken, cancellationToken);
        if (outcomes.Contains(Refusals.Full))
            _backlog.Refused();
        using (var patience = Patience(cancellationToken))
        {
            var next = 0;
            foreach (var (one, error) in read)
                await SendAsync(one, one is null ? error : outcomes[next++], patience.Token);
        }
        // What it sends meanwhile waits in its own backlog, and then in its own connection.
        await _pace.KeepAsync(_keyId, errors.Length + outcomes.Count(outcome => RefusalPace.Counts(outcome)), cancellationToken);
    }

    private async Task RefuseAsync(int count, CancellationToken cancellationToken)
    {
        // Not read at all: what waited too long behind its own connection.
        _dispatcher.Refused(_keyId, Refusals.Full, count);
        using var patience = Patience(cancellationToken);
        var answer = _reply.Of(null, Refusals.Full, _options.RetryAfterSeconds * 1000);
        for (var i = 0; i < count; i++)
            await _socket.SendAsync(answer, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    private (TranscriptEvent? Event, Outcome Error) Read(Received received) =>
        (_events.Read(received.Message, out var error), error);

    private ValueTask SendAsync(TranscriptEvent? read, in Outcome outcome, CancellationToken cancellationToken) => _socket.SendAsync(
        _reply.Of(read, outcome, _options.RetryAfterSeconds * 1000), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private CancellationTokenSource Patience(CancellationToken cancellationToken)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.StreamSendSeconds));
        return patience;
    }
}
