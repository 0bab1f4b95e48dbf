using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>The network between a page and the server, which can be cut while the server and its sources go on.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _open = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public Wire(string server)
    {
        _server = new Uri(server);
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>Where the page finds the server.</summary>
    public string Url { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var (near, far) in _open)
        {
            near.Close();
            far.Close();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                if (_isCut)
                    return;
                await far.ConnectAsync(_server.Host, _server.Port);
                _open[near] = far;
                if (_isCut)
                    return;
                var (inward, outward) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(inward.CopyToAsync(outward), outward.CopyToAsync(inward));
            }
            catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
            }
            finally
            {
                _open.TryRemove(near, out _);
            }
        }
    }
}
