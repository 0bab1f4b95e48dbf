using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CivilLine.Ingest;
using Microsoft.Extensions.Options;

namespace CivilLine.Sources;

/// <summary>
/// A socket that was dialled from outside. What comes faster than it can be made durable waits in its own connection,
/// and a peer that does not read what it is told is cut; nobody else notices either.
/// </summary>
internal sealed class SourceStream(WebSocket socket, SourceReading reading, bool isAnswered, IOptions<IngestOptions> options) : IDisposable
{
    public const int MessageBytes = 1024 * 1024;

    /// <summary>For what came before the server was told to stop: few vendors send anything twice.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly SocketMessages _messages = new(socket, MessageBytes);
    private readonly ArrayBufferWriter<byte> _answer = new(256);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.Value.StreamSendSeconds);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            var (status, why) = await TakeAllAsync(stopping);
            using var patience = Patience(stopping);
            await socket.CloseAsync(status, why, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The other side is gone, was too slow, or the server stops.
            socket.Abort();
        }
    }

    public void Dispose() => _messages.Dispose();

    private async Task<(WebSocketCloseStatus Status, string Why)> TakeAllAsync(CancellationToken stopping)
    {
        using var grace = new CancellationTokenSource();
        await using var stop = stopping.Register(() => grace.CancelAfter(Grace));
        while (true)
        {
            var (kind, message) = await _messages.NextAsync(stopping);
            switch (kind)
            {
                case SocketMessageKind.Closed:
                    return (WebSocketCloseStatus.NormalClosure, "");
                case SocketMessageKind.TooLong:
                    return (WebSocketCloseStatus.MessageTooBig, $"A message is longer than {MessageBytes} bytes.");
                case SocketMessageKind.Binary when reading.SendsAudio:
                    continue;
                case SocketMessageKind.Binary:
                    return (WebSocketCloseStatus.InvalidMessageType, "Send text messages, one JSON object each.");
            }
            var tally = await reading.TakeAsync(message, _patience, grace.Token);
            await AnswerAsync(tally, grace.Token);
            if (tally.IsAllForbidden)
                return (WebSocketCloseStatus.PolicyViolation, "These calls are another key's.");
            if (tally.IsBusy)
                return ((WebSocketCloseStatus)1013, "The server is busy; dial again and send again.");
        }
    }

    private async Task AnswerAsync(IngestTally tally, CancellationToken cancellationToken)
    {
        if (!isAnswered && reading.Answers.Count == 0)
            return;
        using var patience = Patience(cancellationToken);
        foreach (var answer in reading.Answers)
            await SendAsync(Encoding.UTF8.GetBytes(answer), patience.Token);
        if (isAnswered)
            await SendAsync(Write(tally), patience.Token);
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private ReadOnlyMemory<byte> Write(IngestTally tally)
    {
        _answer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_answer, IngestAnswer.Plain);
        json.WriteStartObject();
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("duplicates", tally.Duplicates);
        json.WriteStartArray("rejected");
        foreach (var line in tally.Rejected)
            IngestAnswer.Write(json, line);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return _answer.WrittenMemory;
    }

    private CancellationTokenSource Patience(CancellationToken stopping)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(_patience);
        return patience;
    }
}
