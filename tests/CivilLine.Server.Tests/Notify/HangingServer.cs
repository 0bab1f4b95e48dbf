using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CivilLine.Server.Tests.Notify;

/// <summary>Takes every connection, reads nothing and answers nothing.</summary>
internal sealed class HangingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _held = [];

    public HangingServer()
    {
        _listener.Start();
        _ = HoldAsync();
    }

    public int Connections => _held.Count;

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook");

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _held)
            client.Dispose();
    }

    private async Task HoldAsync()
    {
        try
        {
            while (true)
                _held.Add(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
