using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>One event a message over <c>WS /api/v1/events/stream</c>, many unanswered at a time.</summary>
internal sealed class SocketSender(Uri server, string? key, TimeProvider time) : IEventSender
{
    private const int LargestAnswer = 64 * 1024;

    public async Task SendAllAsync(Outbox outbox, Tally tally, CancellationToken cancel)
    {
        using var socket = await ConnectAsync(cancel);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pause = new Pause(time);
        var answers = ReceiveAsync(socket, outbox, tally, pause, session.Token);
        var sends = SendAsync(socket, outbox, tally, pause, session.Token);
        try
        {
            // Whichever ends first tells: all is answered, or the connection is lost.
            await await Task.WhenAny(answers, sends);
            await ByeAsync(socket, cancel);
        }
        finally
        {
            await session.CancelAsync();
            await Task.WhenAll(answers, sends).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (key is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        var address = new UriBuilder(new Uri(server, "/api/v1/events/stream"))
        {
            Scheme = server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        };
        try
        {
            await socket.ConnectAsync(address.Uri, cancel);
            return socket;
        }
        catch (WebSocketException) when (socket.HttpStatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw new RefusedException(Refusals.Explain(status, server));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>All is answered by now: how the connection ends no longer matters.</summary>
    private static async Task ByeAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        }
        catch (WebSocketException)
        {
        }
    }

    private static async Task SendAsync(
        ClientWebSocket socket, Outbox outbox, Tally tally, Pause pause, CancellationToken cancel)
    {
        while (await outbox.TakeAsync(1, cancel) is [var next])
        {
            await pause.WaitAsync(cancel);
            await socket.SendAsync(next.Json, WebSocketMessageType.Text, endOfMessage: true, cancel);
            tally.Sent++;
        }
    }

    private static async Task ReceiveAsync(
        ClientWebSocket socket, Outbox outbox, Tally tally, Pause pause, CancellationToken cancel)
    {
        var buffer = new byte[LargestAnswer];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                if (length == buffer.Length)
                    throw new WebSocketException($"The server sent an answer of more than {LargestAnswer} bytes.");
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new WebSocketException($"The server closed the connection: {socket.CloseStatusDescription ?? $"{socket.CloseStatus}"}.");
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (JsonNode.Parse(buffer.AsSpan(0, length)) is JsonObject json)
                Judge(Answer.Read(json), outbox, tally, pause);
        }
    }

    private static void Judge(Answer answer, Outbox outbox, Tally tally, Pause pause)
    {
        if (answer.IsBusy)
        {
            pause.Until(answer.RetryAfter);
            outbox.Again(answer.Key);
        }
        else if (outbox.Answered(answer.Key) is { } answered)
        {
            if (answer.Code is null)
                tally.Accepted++;
            else
                tally.Reject(new Refusal(answered.Line, answer.Code, answer.Member, answer.Message ?? ""));
        }
    }
}
