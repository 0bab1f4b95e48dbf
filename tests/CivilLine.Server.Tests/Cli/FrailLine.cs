using System.Net;
using System.Net.Sockets;

namespace CivilLine.Server.Tests.Cli;

/// <summary>A relay before a server whose first connections break off after so many bytes towards it.</summary>
internal sealed class FrailLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly int _bytes;
    private readonly Task _accepting;
    private int _cutsLeft;

    public FrailLine(Uri server, int cuts, int bytes)
    {
        (_server, _cutsLeft, _bytes) = (server, cuts, bytes);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int CutsLeft => _cutsLeft;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true)
                links.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var cut = Interlocked.Decrement(ref _cutsLeft) >= 0;
            var there = PumpAsync(client, server, cut ? _bytes : long.MaxValue);
            var back = PumpAsync(server, client, long.MaxValue);
            await Task.WhenAny(there, back);
            client.Close();
            server.Close();
            await Task.WhenAll(there, back);
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, long most)
    {
        var buffer = new byte[512];
        try
        {
            var (source, target) = (from.GetStream(), to.GetStream());
            while (most > 0 && await source.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
                most -= read;
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The other side went: that is what this line is for.
        }
    }
}
