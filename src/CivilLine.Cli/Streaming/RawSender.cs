using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;

namespace CivilLine.Cli.Streaming;

/// <summary>A way to bring a vendor's messages in, one after the other.</summary>
internal interface IRawSender : IDisposable
{
    /// <exception cref="RefusedException">The server will not have us at all; trying again is no use.</exception>
    Task<RawAnswer> SendAsync(RawMessage message, CancellationToken cancel);
}

/// <summary>A delivery each, with the type of body that the vendor uses.</summary>
internal sealed class DeliverySender(HttpClient http, SourceTarget target) : IRawSender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    public async Task<RawAnswer> SendAsync(RawMessage message, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Deliveries)
        {
            Content = new StringContent(message.Text, Encoding.UTF8) { Headers = { ContentType = message.IsJson ? Json : Form } },
        };
        if (target.ProofOf(message) is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, cancel);
        var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        if (RawAnswer.Read(await response.Content.ReadAsStringAsync(cancel), wait) is { } answer)
            return response.StatusCode == HttpStatusCode.TooManyRequests ? answer with { RetryAfter = wait } : answer;
        if (response.IsSuccessStatusCode)
            return new RawAnswer(1, 0, [], null);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            return new RawAnswer(0, 0, [], wait);
        if (response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout)
            throw new RefusedException(Refusals.ExplainSource(response.StatusCode, target));
        throw new HttpRequestException($"{target.Server} answered {(int)response.StatusCode}.");
    }

    public void Dispose()
    {
    }
}

/// <summary>A message each on one socket, which is dialled again where it is lost.</summary>
internal sealed class SocketMessageSender(SourceTarget target) : IRawSender
{
    private ClientSocket? _socket;

    public async Task<RawAnswer> SendAsync(RawMessage message, CancellationToken cancel)
    {
        try
        {
            _socket ??= await ClientSocket.ConnectAsync(
                target.Socket, target.Proof, status => Refusals.ExplainSource(status, target), cancel);
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.Text), cancel);
            while (true)
            {
                // Before ours may come what the vendor's own protocol has the server say.
                var heard = Encoding.UTF8.GetString((await _socket.ReceiveAsync(cancel)).Span);
                if (RawAnswer.Read(heard, TimeSpan.FromSeconds(1)) is not { } answer)
                    continue;
                // A busy server ends the socket after its answer.
                if (answer.RetryAfter is not null)
                    Dispose();
                return answer;
            }
        }
        catch (WebSocketException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
