using System.Net;
using System.Net.Sockets;

namespace CivilLine.Calls;

/// <summary>
/// A TCP port that no other server on this machine takes for its silo. Two silos can listen on one port without an
/// error on Linux and then get each other's messages, so the number is claimed by an exclusive UDP socket, which the
/// kernel gives to one process alone, for as long as this lives.
/// </summary>
internal sealed class SiloPort : IDisposable
{
    private readonly Socket _claim;

    private SiloPort(int number, Socket claim) => (Number, _claim) = (number, claim);

    public int Number { get; }

    public static SiloPort Claim()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var number = ((IPEndPoint)listener.LocalEndpoint).Port;
            var claim = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                claim.Bind(new IPEndPoint(IPAddress.Loopback, number));
                return new SiloPort(number, claim);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                claim.Dispose();
            }
        }
    }

    public void Dispose() => _claim.Dispose();
}
