using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CivilLine.Faults;

/// <summary>One key's way in, one event at a time: either over HTTP or over a socket.</summary>
internal sealed class EventSource : IDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly HttpClient _http;
    private readonly ClientWebSocket? _socket;

    private EventSource(HttpClient http, ClientWebSocket? socket) => (_http, _socket) = (http, socket);

    public static async Task<EventSource> OpenAsync(ServerLife life, bool bySocket, CancellationToken cancel)
    {
        if (!bySocket)
            return new EventSource(life.Client(), null);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {life.Key}");
        await socket.ConnectAsync(new UriBuilder(life.Address) { Scheme = "ws", Path = "/api/v1/events/stream" }.Uri, cancel);
        return new EventSource(life.Client(), socket);
    }

    /// <returns>Whether it was acknowledged; false where the server was busy.</returns>
    /// <exception cref="FaultException">It was answered in another way.</exception>
    /// <exception cref="ServerGoneException">It was not answered: the server went, or said that it goes.</exception>
    public async Task<bool> SendAsync(string said, CancellationToken cancel)
    {
        try
        {
            return _socket is null ? await PostAsync(said, cancel) : await SayAsync(said, cancel);
        }
        catch (Exception gone) when (gone is HttpRequestException or WebSocketException or IOException)
        {
            throw new ServerGoneException(gone.Message);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _http.Dispose();
    }

    public static string Said(string call, string utterance, string text, bool isFinal = true, int revision = 0) => JsonSerializer.Serialize(
        new { type = "fragment", callId = call, utteranceId = utterance, revision, isFinal, speaker = "customer", text });

    private async Task<bool> PostAsync(string said, CancellationToken cancel)
    {
        using var body = new StringContent(said, Encoding.UTF8, "application/x-ndjson");
        using var answer = await _http.PostAsync("/api/v1/events", body, cancel);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            throw new ServerGoneException(await answer.Content.ReadAsStringAsync(cancel));
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return answer.Headers.RetryAfter is not null ? false : throw new FaultException("a busy answer says not when to try again");
        var counts = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.IsSuccessStatusCode && counts.GetProperty("rejected").GetArrayLength() == 0
            ? true
            : throw new FaultException($"an event was answered {(int)answer.StatusCode} {counts}");
    }

    private async Task<bool> SayAsync(string said, CancellationToken cancel)
    {
        await _socket!.SendAsync(Encoding.UTF8.GetBytes(said), WebSocketMessageType.Text, endOfMessage: true, cancel);
        var received = await _socket.ReceiveAsync(_buffer, cancel);
        if (received.MessageType == WebSocketMessageType.Close)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
            throw new ServerGoneException($"{(int?)received.CloseStatus} {received.CloseStatusDescription}");
        }
        using var answer = JsonDocument.Parse(_buffer.AsMemory(0, received.Count));
        if (!answer.RootElement.TryGetProperty("error", out var error))
            return true;
        return error.GetProperty("code").GetString() == "busy"
            ? false
            : throw new FaultException($"an event was answered {error}");
    }
}

/// <summary>Nothing is known of what was sent last.</summary>
internal sealed class ServerGoneException(string message) : Exception(message);
