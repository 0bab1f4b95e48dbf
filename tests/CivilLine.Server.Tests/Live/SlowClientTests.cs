using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CivilLine.Live;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Live;

public sealed class SlowClientTests : IAsyncLifetime
{
    private const char RecordEnd = '\u001e';

    private TestServer _server = null!;
    private HttpClient _source = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _source = await _server.SourceAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Client_that_stops_reading_slows_neither_the_way_in_nor_other_pages()
    {
        await using var healthy = await Page.OpenAsync(_server);
        using var deaf = await SubscribeAndNeverReadAsync();
        var pending = _server.Services.GetRequiredService<PendingSends>();
        var heardBeside = 0;
        var sent = 0;

        // Long enough texts that the deaf client's buffers fill; then the healthy page must hear while the other holds.
        for (var round = 0; round < 500 && heardBeside < 2; round++)
        {
            await _source.SendEventsAsync([.. Enumerable.Range(0, 20).Select(i => (object)new
            {
                callId = $"slow-{sent}-{i}", utteranceId = "u-1", speaker = "customer",
                text = "i will kill you " + new string('x', 4000),
            })]);
            sent += 20;
            await Eventually.True(() => healthy.Alerts.Count == sent, $"{sent} alerts on the healthy page", healthy.Describe);
            heardBeside += pending.Count > 0 ? 1 : 0;
        }

        Assert.True(heardBeside == 2, $"the deaf client held up no send in {sent} alerts, so this test has shown nothing");
        await Eventually.True(() => pending.Count == 0, "the deaf client to be cut off", () => $"{pending.Count} sends pending");
    }

    /// <summary>A WebSocket by hand: a library's client would read in the background.</summary>
    private async Task<TcpClient> SubscribeAndNeverReadAsync()
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(_server.Address.Host, _server.Address.Port);
        var stream = client.GetStream();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /hubs/live HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {TestServer.AdminKey}\r\n\r\n"));
        await ReadUntilAsync(stream, "\r\n\r\n");
        await stream.WriteAsync(Frame("""{"protocol":"json","version":1}""" + RecordEnd));
        await stream.WriteAsync(Frame("""{"type":1,"invocationId":"1","target":"Subscribe","arguments":[0]}""" + RecordEnd));
        // Heard once, so that the subscription stands; then never again.
        await ReadUntilAsync(stream, "\"invocationId\":\"1\"");
        return client;
    }

    private static async Task ReadUntilAsync(NetworkStream stream, string end)
    {
        var heard = new StringBuilder();
        var buffer = new byte[1024];
        while (!heard.ToString().Contains(end, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.True(read > 0, $"the server closed before '{end}'; it said: {heard}");
            heard.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    /// <summary>One masked text frame, as a client must send it (RFC 6455, section 5.2).</summary>
    private static byte[] Frame(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        Assert.True(payload.Length < 126, "only short frames are written here");
        var mask = RandomNumberGenerator.GetBytes(4);
        return [0x81, (byte)(0x80 | payload.Length), .. mask, .. payload.Select((one, i) => (byte)(one ^ mask[i % 4]))];
    }
}
