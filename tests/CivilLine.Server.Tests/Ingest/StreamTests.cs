using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

public sealed class StreamTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_acknowledged_by_its_key_once_it_can_be_read_back()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.SendAsync(Lines.Said(call, "u-1", ScriptedScorer.Harmless, revision: 3));

        Assert.Equal(
            $$$"""{"ack":{"type":"fragment","callId":"{{{call}}}","utteranceId":"u-1","revision":3}}""", await socket.ReceiveAsync());
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task A_start_and_an_end_are_acknowledged_by_their_call()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.SendAsync(Lines.Started(call));
        await socket.SendAsync(Lines.Ended(call));

        Assert.Equal($$$"""{"ack":{"type":"call-started","callId":"{{{call}}}"}}""", await socket.ReceiveAsync());
        Assert.Equal($$$"""{"ack":{"type":"call-ended","callId":"{{{call}}}"}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_bad_event_is_answered_by_member_and_rule_and_the_stream_goes_on()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.SendAsync("""{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":-5}""");
        await socket.SendAsync(Lines.Said(call, "u-1", ScriptedScorer.Harmless));

        Assert.Equal(
            """{"error":{"code":"out-of-range","member":"startMs","message":"startMs is -5; allowed are whole numbers from 0 to 86400000.","retryAfterMs":null}}""",
            await socket.ReceiveAsync());
        Assert.StartsWith("""{"ack":""", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_events_in_flight_are_answered_in_their_order()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);

        for (var i = 0; i < 500; i++)
            await socket.SendAsync(Lines.Said(call, $"u-{i}", $"words {i}"));

        for (var i = 0; i < 500; i++)
            Assert.Contains($"\"utteranceId\":\"u-{i}\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(500, (await _server.CallAsync(call)).Fragments.Count);
    }

    [Fact]
    public async Task An_event_sent_again_is_acknowledged_again_and_kept_once()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.SendAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat));
        await socket.SendAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat));

        Assert.Equal(await socket.ReceiveAsync(), await socket.ReceiveAsync());
        Assert.Single((await _server.CallAsync(call)).Fragments);
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task A_message_over_the_line_limit_closes_the_stream_with_the_limit()
    {
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.SendAsync(new string(' ', (64 * 1024) + 1));

        var closed = await socket.Socket.ReceiveAsync(new byte[1024], Token);
        Assert.Equal(WebSocketMessageType.Close, closed.MessageType);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, closed.CloseStatus);
        Assert.Contains("65536", closed.CloseStatusDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_message_closes_the_stream()
    {
        using var socket = await EventSocket.OpenAsync(_server);

        await socket.Socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, endOfMessage: true, Token);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, (await socket.Socket.ReceiveAsync(new byte[1024], Token)).CloseStatus);
    }

    [Fact]
    public async Task What_was_sent_before_a_close_is_answered_before_it()
    {
        var call = Lines.NewCall();
        using var socket = await EventSocket.OpenAsync(_server);
        for (var i = 0; i < 50; i++)
            await socket.SendAsync(Lines.Said(call, $"u-{i}", $"words {i}"));

        await socket.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);

        for (var i = 0; i < 50; i++)
            Assert.NotNull(await socket.ReceiveAsync());
        Assert.Null(await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData(TestServer.AdminKey, "https://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task A_stream_is_refused_to_strangers(string? key, string? origin, HttpStatusCode status)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (key is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(EventSocket.AddressOf(_server), Token));

        Assert.Equal(status, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_plain_request_is_told_to_open_a_websocket()
    {
        using var response = await _server.Admin.GetAsync("/api/v1/events/stream", Token);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task More_streams_than_a_key_may_have_are_refused_and_free_again_once_closed()
    {
        await using var server = await TestServer.StartAsync("Ingest:StreamsPerKey=1");
        using var refused = new ClientWebSocket();
        refused.Options.CollectHttpResponseDetails = true;
        refused.Options.SetRequestHeader("Authorization", $"Bearer {TestServer.AdminKey}");
        using (var first = await EventSocket.OpenAsync(server))
        {
            await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(EventSocket.AddressOf(server), Token));
            await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        }

        var counts = server.Services.GetService(typeof(CivilLine.Ingest.StreamCounts)) as CivilLine.Ingest.StreamCounts;
        await Eventually.Seen(
            "the closed stream to be counted off", () => Task.FromResult(counts!.Of("key_administrator")), open => open == 0);
        using var again = await EventSocket.OpenAsync(server);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.HttpStatusCode);
        Assert.Equal(WebSocketState.Open, again.Socket.State);
    }

    [Fact]
    public async Task A_socket_that_never_reads_is_cut_and_slows_no_other()
    {
        await using var server = await TestServer.StartAsync("Ingest:StreamSendSeconds=1", "Ingest:StreamBacklog=64");
        using var deaf = await EventSocket.OpenAsync(server);
        using var healthy = await EventSocket.OpenAsync(server);
        var flood = Task.Run(async () =>
        {
            // Errors are longer than what provokes them, so the answers fill the connection first.
            for (var i = 0; ; i++)
                await deaf.SendAsync("""{"callId":"c","utteranceId":"u","text":"","startMs":-1}""");
        }, Token);

        var slowest = TimeSpan.Zero;
        for (var i = 0; !flood.IsCompleted; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await healthy.SendAsync(Lines.Said("c-healthy", $"u-{i}", ScriptedScorer.Harmless));
            Assert.Contains("ack", await healthy.ReceiveAsync(), StringComparison.Ordinal);
            var took = TimeProvider.System.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
        }

        await Assert.ThrowsAnyAsync<Exception>(() => flood);
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
