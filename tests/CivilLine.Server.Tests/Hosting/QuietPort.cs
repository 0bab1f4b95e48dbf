using System.Net;
using System.Net.Sockets;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>An address where nobody listens, and nobody else can, until a test has somebody listen there.</summary>
internal sealed class QuietPort : IDisposable
{
    public QuietPort() => Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Uri Address => new($"http://{Socket.LocalEndPoint}");

    public void Dispose() => Socket.Dispose();
}
