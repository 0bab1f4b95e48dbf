using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>One event a message over <c>WS /api/v1/events/stream</c>, many unanswered at a time.</summary>
internal sealed class SocketSender(Uri server, string? key, TimeProvider time) : IEventSender
{
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
            await socket.ByeAsync(cancel);
        }
        finally
        {
            await session.CancelAsync();
            await Task.WhenAll(answers, sends).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private Task<ClientSocket> ConnectAsync(CancellationToken cancel)
    {
        var address = new UriBuilder(new Uri(server, "/api/v1/events/stream"))
        {
            Scheme = server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        };
        return ClientSocket.ConnectAsync(
            address.Uri, key is null ? null : ("Authorization", $"Bearer {key}"), status => Refusals.Explain(status, server), cancel);
    }

    private static async Task SendAsync(
        ClientSocket socket, Outbox outbox, Tally tally, Pause pause, CancellationToken cancel)
    {
        while (await outbox.TakeAsync(1, cancel) is [var next])
        {
            await pause.WaitAsync(cancel);
            await socket.SendAsync(next.Json, cancel);
            tally.Sent++;
        }
    }

    private static async Task ReceiveAsync(
        ClientSocket socket, Outbox outbox, Tally tally, Pause pause, CancellationToken cancel)
    {
        while (true)
        {
            if (JsonNode.Parse((await socket.ReceiveAsync(cancel)).Span) is JsonObject json)
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
