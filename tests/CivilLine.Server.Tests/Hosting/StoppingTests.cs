using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using CivilLine.Hosting;
using CivilLine.Server.Tests.Ingest;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CivilLine.Server.Tests.Hosting;

public sealed class StoppingTests : IAsyncLifetime
{
    private TestServer? _server;

    private TestServer Server => _server!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Theory]
    [InlineData("/hubs/live")]
    [InlineData("/hubs/agent")]
    public async Task Pages_are_told_before_their_connection_ends(string path)
    {
        await using var hub = Server.Hub(path);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On("Stopping", told.SetResult);
        hub.Closed += _ =>
        {
            closed.SetResult(told.Task.IsCompleted);
            return Task.CompletedTask;
        };
        await hub.StartAsync(Token);

        Stop();

        Assert.True(await closed.Task.WaitAsync(Eventually.Patience, Token), "It was closed without a word.");
    }

    [Fact]
    public async Task What_a_stream_was_read_of_is_answered_and_then_it_is_closed_with_the_reason()
    {
        const int Events = 300;
        using var socket = await EventSocket.OpenAsync(Server);
        for (var i = 0; i < Events; i++)
            await socket.SendAsync(Lines.Said("c-1", $"u-{i}", $"words {i}"));
        var acknowledged = 0;
        Assert.Contains("ack", await socket.ReceiveAsync(), StringComparison.Ordinal);

        Stop();

        for (acknowledged = 1; await socket.ReceiveAsync() is { } answer; acknowledged++)
            Assert.Contains($"\"u-{acknowledged}\"", answer, StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.Socket.CloseStatus);
        Assert.Contains("stops", socket.Socket.CloseStatusDescription, StringComparison.Ordinal);
        await socket.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        Assert.Equal(acknowledged, (await Server.CallAsync("c-1")).Fragments.Count);
    }

    [Fact]
    public async Task A_body_that_is_still_being_sent_is_answered_with_what_is_durable()
    {
        // By hand: HttpClient shows no answer before it has sent all.
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Address.Host, Server.Address.Port, Token);
        await using var stream = client.GetStream();
        var line = Lines.Said("c-1", "u-1", ScriptedScorer.Harmless) + "\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/events HTTP/1.1\r\nHost: {Server.Address.Authority}\r\nAuthorization: Bearer {TestServer.AdminKey}\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: 5000\r\n\r\n{line}"), Token);
        await Eventually.Seen(
            "the first line to be durable", async () => (await Server.Admin.GetAsync("/api/v1/calls/c-1", Token)).StatusCode, status => status == HttpStatusCode.OK);

        Stop();

        var buffer = new byte[4096];
        var answer = Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Token).AsTask().WaitAsync(Eventually.Patience, Token));
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("Retry-After: ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"stopping\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":1", answer, StringComparison.Ordinal);
    }

    /// <summary>What SIGTERM does first.</summary>
    private void Stop() => _ = ((GentleStop)Server.Services.GetRequiredService<IHostLifetime>()).BeginAsync();
}
