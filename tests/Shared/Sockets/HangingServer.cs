using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CivilLine.Shared;

/// <summary>Takes every connection, reads nothing and answers nothing. Compiled into each project that needs one.</summary>
internal sealed class HangingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _held = [];

    public HangingServer()
    {
        _listener.Start(backlog: 512);
        _ = HoldAsync();
    }

    /// <summary>How many were made so far.</summary>
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
            // Nobody is to come any more.
        }
    }
}
