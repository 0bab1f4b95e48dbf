using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using CivilLine.Ingest;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Sources;

public sealed class SourceStreamTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private readonly ShiftedTime _time = new();
    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartOnAsync(
        null,
        builder => builder.Services.AddSingleton<TimeProvider>(_time),
        "Sources:vosk:Format=vosk", $"Sources:vosk:Secret={Secret}",
        "Sources:few:Format=vosk", $"Sources:few:Secret={Secret}", "Sources:few:Sockets=1",
        "Sources:acs:Format=azure-communication-services", $"Sources:acs:Secret={Secret}", "Sources:acs:Authentication=token");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_is_answered_once_it_can_be_read_back_and_has_alerted()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(
            _server, "vosk", $"callId={call}&speaker=customer&agentId=a-7&team=billing&answers=true", Secret);

        var interim = await socket.TellAsync("""{"partial":"i will kill"}""");
        var final = await socket.TellAsync(Final(ScriptedScorer.Threat));

        Assert.Equal((2, 0), (interim.Accepted, interim.Rejected.Count));
        Assert.Equal((1, 0), (final.Accepted, final.Rejected.Count));
        var detail = await _server.CallAsync(call);
        var last = detail.Fragments.Single(one => one.IsFinal);
        Assert.Equal((ScriptedScorer.Threat, 500, "a-7"), (last.Text, last.StartMs, detail.Call.AgentId));
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task A_vendor_that_asks_for_no_answers_gets_none_and_is_heard_all_the_same()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(_server, "vosk", $"callId={call}&speaker=customer", Secret);

        await socket.SendAsync(Final(ScriptedScorer.Threat));
        await socket.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);

        Assert.Null(await socket.ReceiveAsync());
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_named_and_the_socket_goes_on()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(_server, "vosk", $"callId={call}&answers=true", Secret);

        var bad = await socket.TellAsync("""{"text":3}""");
        var good = await socket.TellAsync(Final(ScriptedScorer.Harmless));

        Assert.Equal("text", Assert.Single(bad.Rejected).Member);
        Assert.Equal(1, good.Accepted);
    }

    [Fact]
    public async Task Two_sockets_of_a_call_do_not_mix_what_they_remember()
    {
        var call = Lines.NewCall();
        using var customer = await SourceSocket.OpenAsync(_server, "vosk", $"callId={call}&speaker=customer&answers=true", Secret);
        using var agent = await SourceSocket.OpenAsync(_server, "vosk", $"callId={call}&speaker=agent&answers=true", Secret);

        await customer.TellAsync("""{"partial":"i would"}""");
        await agent.TellAsync("""{"partial":"good"}""");
        await customer.TellAsync(Final(ScriptedScorer.Harmless));
        await agent.TellAsync(Final("good morning"));

        var finals = (await _server.CallAsync(call)).Fragments.Where(one => one.IsFinal).ToDictionary(one => one.Speaker.ToString(), one => one.Text);
        Assert.Equal((ScriptedScorer.Harmless, "good morning"), (finals["Customer"], finals["Agent"]));
    }

    [Theory]
    [InlineData("vosk", null, null, 401)]
    [InlineData("vosk", "another-secret-of-16+", null, 401)]
    [InlineData("vosk", Secret, "https://elsewhere.example", 403)]
    [InlineData("nobody", Secret, null, 404)]
    [InlineData("acs", null, null, 401)]
    public async Task A_socket_is_refused_to_strangers(string source, string? secret, string? origin, int status)
    {
        (string, string)[] headers = origin is null ? [] : [("Origin", origin)];

        Assert.Equal(status, await SourceSocket.RefusedAsync(_server, source, "callId=c-1", secret, headers));
    }

    [Fact]
    public async Task A_plain_request_is_told_to_open_a_websocket()
    {
        using var response = await _server.Admin.GetAsync("/api/v1/sources/vosk/stream", Token);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task A_lent_token_opens_its_own_call_for_some_minutes()
    {
        var call = Lines.NewCall();
        var token = await TokenAsync($"?callId={call}");

        using (await SourceSocket.OpenAsync(_server, "acs", $"callId={call}&access_token={token}", null))
        {
            Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "acs", $"callId=other&access_token={token}", null));
            Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "vosk", $"callId={call}&access_token={token}", null));
            Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "acs", $"callId={call}&access_token={Changed(token)}", null));
        }
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "acs", $"callId={call}&access_token={token}", null));
    }

    [Fact]
    public async Task A_token_for_no_call_opens_any_and_the_vendor_names_it()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(
            _server, "acs", $"answers=true&access_token={await TokenAsync("")}", null, ("x-ms-call-connection-id", call));

        var answered = await socket.TellAsync(
            """{"kind":"TranscriptionData","transcriptionData":{"text":"you idiot","offset":20000000,"duration":10000000,"participantRawID":"4:1","resultStatus":"Final"}}""");

        Assert.Equal(1, answered.Accepted);
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task A_token_is_lent_to_nobody_without_the_secret()
    {
        using var client = _server.Client("another-secret-of-16+");
        using var refused = await client.PostAsync("/api/v1/sources/acs/tokens", null, Token);
        using var elsewhere = await client.PostAsync("/api/v1/sources/vosk/tokens", null, Token);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (refused.StatusCode, elsewhere.StatusCode));
    }

    [Fact]
    public async Task More_sockets_than_a_source_may_have_are_refused_and_free_again_once_closed()
    {
        using (var first = await SourceSocket.OpenAsync(_server, "few", "callId=c-1", Secret))
        {
            Assert.Equal(429, await SourceSocket.RefusedAsync(_server, "few", "callId=c-2", Secret));
            await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        }
        var counts = _server.Services.GetRequiredService<StreamCounts>();
        await Eventually.Seen("the closed socket to be counted off", () => Task.FromResult(counts.Of("source:few")), open => open == 0);

        using var again = await SourceSocket.OpenAsync(_server, "few", "callId=c-2", Secret);
        Assert.Equal(WebSocketState.Open, again.Socket.State);
    }

    [Fact]
    public async Task A_long_message_is_read_whole_and_one_over_the_limit_closes_with_the_limit()
    {
        using var socket = await SourceSocket.OpenAsync(_server, "vosk", $"callId={Lines.NewCall()}&answers=true", Secret);
        var padding = new string(' ', 300 * 1024);

        Assert.Equal(1, (await socket.TellAsync(Final(ScriptedScorer.Harmless) + padding)).Accepted);
        await socket.SendAsync(new string(' ', (1024 * 1024) + 1));

        var closed = await socket.Socket.ReceiveAsync(new byte[1024], Token);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, closed.CloseStatus);
        Assert.Contains("1048576", closed.CloseStatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_message_closes_the_socket_of_a_source_that_sends_no_audio()
    {
        using var socket = await SourceSocket.OpenAsync(_server, "vosk", "callId=c-1", Secret);

        await socket.Socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, endOfMessage: true, Token);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, (await socket.Socket.ReceiveAsync(new byte[1024], Token)).CloseStatus);
    }

    [Fact]
    public async Task A_peer_that_never_reads_its_answers_is_cut()
    {
        await using var server = await TestServer.StartAsync("Sources:vosk:Format=vosk", $"Sources:vosk:Secret={Secret}", "Ingest:StreamSendSeconds=1");
        using var deaf = await SourceSocket.OpenAsync(server, "vosk", "callId=c-1&answers=true", Secret);

        // What answers it is a hundred times as long, so the answers fill the connection first.
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while (true)
                await deaf.SendAsync("{}");
        });
    }

    private async Task<string> TokenAsync(string query)
    {
        using var client = _server.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var response = await client.PostAsync($"/api/v1/sources/acs/tokens{query}", null, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("token").GetString()!;
    }

    // Of the last letter some bits are padding: a change there may change nothing.
    private static string Changed(string token) => token[..^2] + (token[^2] == 'A' ? "BB" : "AA");

    private static string Final(string text) => $$"""
        {"result":[{"word":"w","start":0.5,"end":1.9,"conf":1}],"text":"{{text}}"}
        """;
}
