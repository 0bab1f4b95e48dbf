using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CivilLine.Faults.Kills;

/// <summary>
/// Plays calls one after the other, each thing once what was before it is answered. What was not answered is done again in
/// the server's next life, and nothing else is: an event that was acknowledged and lost stays lost.
/// </summary>
internal sealed class CallPlayer(ServerLives lives, PlayTally tally, bool bySocket) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private ServerLife? _life;
    private HttpClient? _http;
    private ClientWebSocket? _socket;

    /// <param name="next">The number of the next call that nobody plays yet; null where no more are to be begun.</param>
    public async Task PlayAsync(Func<int?> next, CancellationToken cancel)
    {
        while (next() is { } call)
        {
            foreach (var item in CallScript.Of(call))
                await DoAsync(item, call, cancel);
            tally.Played(call);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _http?.Dispose();
    }

    private async Task DoAsync(ScriptItem item, int call, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await MeetAsync(cancel);
                if (await TryAsync(item, call, isRepeated: attempt > 0, cancel))
                    return;
                await Task.Delay(Pause, cancel);
            }
            catch (Exception fault) when (fault is HttpRequestException or WebSocketException or IOException || IsCut(fault, cancel))
            {
                tally.Cut();
                _socket?.Dispose();
                _socket = null;
                await Task.Delay(Pause, cancel);
            }
        }
    }

    /// <summary>The client says so where the connection went while it waited for an answer.</summary>
    private static bool IsCut(Exception fault, CancellationToken cancel) => fault is OperationCanceledException && !cancel.IsCancellationRequested;

    private async Task MeetAsync(CancellationToken cancel)
    {
        var life = await lives.Now.WaitAsync(cancel);
        if (life != _life)
        {
            Dispose();
            (_life, _http, _socket) = (life, life.Client(), null);
        }
        if (!bySocket || _socket is { State: WebSocketState.Open })
            return;
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {life.Key}");
        await _socket.ConnectAsync(new UriBuilder(life.Address) { Scheme = "ws", Path = "/api/v1/events/stream" }.Uri, cancel);
    }

    /// <returns>False where it is to be tried again.</returns>
    private Task<bool> TryAsync(ScriptItem item, int call, bool isRepeated, CancellationToken cancel) =>
        item.Path is not null ? ActAsync(item, call, cancel) : bySocket ? SayAsync(item, cancel) : PostAsync(item, isRepeated, cancel);

    private async Task<bool> PostAsync(ScriptItem item, bool isRepeated, CancellationToken cancel)
    {
        using var body = new StringContent(item.Body, Encoding.UTF8, "application/x-ndjson");
        using var answer = await _http!.PostAsync("/api/v1/events", body, cancel);
        if (IsBusy(answer.StatusCode))
            return false;
        var counts = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        var isDuplicate = counts.GetProperty("duplicates").GetInt32() == 1;
        if (!answer.IsSuccessStatusCode || (isDuplicate && !isRepeated))
            throw new FaultException($"An event was answered {(int)answer.StatusCode} {counts}: {item.Body}");
        tally.Acknowledged(item.Body, isDuplicate);
        return true;
    }

    private async Task<bool> SayAsync(ScriptItem item, CancellationToken cancel)
    {
        await _socket!.SendAsync(Encoding.UTF8.GetBytes(item.Body), WebSocketMessageType.Text, endOfMessage: true, cancel);
        var received = await _socket.ReceiveAsync(_buffer, cancel);
        if (received.MessageType == WebSocketMessageType.Close)
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        using var answer = JsonDocument.Parse(_buffer.AsMemory(0, received.Count));
        if (answer.RootElement.TryGetProperty("error", out var error))
            return error.GetProperty("code").GetString() == "busy"
                ? false
                : throw new FaultException($"An event was answered {error}: {item.Body}");
        tally.Acknowledged(item.Body, isDuplicate: false);
        return true;
    }

    private async Task<bool> ActAsync(ScriptItem item, int call, CancellationToken cancel)
    {
        var path = item.Path!;
        if (path.Contains("{incident}", StringComparison.Ordinal))
        {
            var detail = await _http!.GetFromJsonAsync<JsonElement>($"/api/v1/calls/{CallScript.IdOf(call)}", cancel);
            if (detail.GetProperty("incident") is not { ValueKind: JsonValueKind.Object } incident)
                return true;
            path = path.Replace("{incident}", incident.GetProperty("id").GetString(), StringComparison.Ordinal);
        }
        using var body = new StringContent(item.Body, Encoding.UTF8, "application/json");
        using var answer = await _http!.PostAsync(path, body, cancel);
        if (IsBusy(answer.StatusCode))
            return false;
        // A conflict is an answer too: the ladder asks for no warning, or it was done before the answer was lost.
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.Conflict)
            throw new FaultException($"{path} was answered {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        tally.Acted();
        return true;
    }

    private static bool IsBusy(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
}
