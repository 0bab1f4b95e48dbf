using System.Net;
using System.Net.Sockets;

namespace CivilLine.Calls;

/// <summary>
/// A TCP port for the silo that nothing else on this machine takes. Its socket is bound and never listens: the kernel
/// gives the number neither to another socket that asks for any port nor to an outgoing connection, while the silo,
/// which names the number and lets it be used again as this does, can listen on it. A number that was only looked
/// for and let go can be an outgoing connection's by the time the silo listens.
/// </summary>
internal sealed class SiloPort : IDisposable
{
    private readonly Socket _claim;

    private SiloPort(Socket claim) => _claim = claim;

    public int Number => ((IPEndPoint)_claim.LocalEndPoint!).Port;

    public static SiloPort Claim()
    {
        var claim = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        claim.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        claim.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new SiloPort(claim);
    }

    public void Dispose() => _claim.Dispose();
}
