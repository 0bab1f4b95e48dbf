using System.Net.Sockets;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

/// <summary>A body that never ends: what of it came in whole is durable, and its sender is told.</summary>
public sealed class EndlessBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_never_ends_is_answered_in_time_and_what_came_in_is_durable()
    {
        await using var server = await TestServer.StartAsync("Ingest:BodySeconds=1");
        var call = Lines.NewCall();
        using var socket = await SendHeadAsync(server, Lines.Said(call, "u-1", ScriptedScorer.Harmless) + "\n");

        using var reader = new StreamReader(socket.GetStream());
        var answer = await reader.ReadToEndAsync(Token);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"too-slow\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":1", answer, StringComparison.Ordinal);
        Assert.Single((await server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task Lines_of_an_open_body_are_durable_before_it_ends()
    {
        await using var server = await TestServer.StartAsync();
        var call = Lines.NewCall();
        using var socket = await SendHeadAsync(server, Lines.Said(call, "u-1", ScriptedScorer.Harmless) + "\n");

        var page = await Eventually.Seen(
            "the call of an open body", () => server.GetAsync<CivilLine.Calls.CallPage>("/api/v1/calls"), calls => calls.Calls.Count > 0);

        Assert.Equal(call, Assert.Single(page.Calls).CallId);
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_its_whole_lines_and_a_server_that_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var call = Lines.NewCall();
        using (await SendHeadAsync(server, Lines.Said(call, "u-1", "first") + "\n" + """{"callId":"half"""))
            await Eventually.Seen(
                "the whole line", () => server.GetAsync<CivilLine.Calls.CallPage>("/api/v1/calls"), calls => calls.Calls.Count > 0);

        var reply = await server.PostAsync(Lines.Said(call, "u-2", "second"));

        Assert.Equal(1, reply.Accepted);
        Assert.Equal(["first", "second"], (await server.CallAsync(call)).Fragments.Select(fragment => fragment.Text));
    }

    /// <summary>Promises more than it sends.</summary>
    private static async Task<TcpClient> SendHeadAsync(TestServer server, string body)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Token);
        var head = $"POST /api/v1/events HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAuthorization: Bearer {TestServer.AdminKey}\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: {body.Length + 1000}\r\n\r\n{body}";
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head), Token);
        return socket;
    }
}
