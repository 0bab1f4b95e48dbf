using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CivilLine.Load;

/// <summary>An endpoint that takes every connection and never answers one.</summary>
internal sealed class SilentReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _held = [];

    public SilentReceiver()
    {
        _listener.Start(backlog: 512);
        _ = HoldAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}/hook");

    /// <summary>How many connections were made so far.</summary>
    public int Connections => _held.Count;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _held)
            socket.Dispose();
    }

    private async Task HoldAsync()
    {
        try
        {
            while (true)
                _held.Add(await _listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }
}
