using System.Net;
using System.Net.Sockets;

namespace CivilLine.Notify;

/// <summary>Why an address was not connected to.</summary>
internal sealed class RefusedTargetException(string message) : Exception(message);

/// <summary>
/// Lets webhooks out to the public internet and to the networks that the configuration allows. The address is judged
/// when it is connected to: a name that was public when it was typed may resolve to something else later.
/// </summary>
/// <param name="resolve">How a name becomes addresses; null for the system's own way.</param>
internal sealed class NetworkGuard(IEnumerable<IPNetwork> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3",
            // Within what is global: Teredo and others of 2001::/23, documentation, and 6to4, which carries any IPv4.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private readonly IPNetwork[] _allowed = [.. allowed];

    public bool IsAllowed(IPAddress address) => Array.Exists(_allowed, network => network.Contains(Plain(address)));

    public bool Permits(IPAddress address, bool isTls)
    {
        address = Plain(address);
        if (IsAllowed(address))
            return true;
        var isGlobal = address.AddressFamily == AddressFamily.InterNetwork || GlobalV6.Contains(address);
        return isTls && isGlobal && !Array.Exists(NotPublic, network => network.Contains(address));
    }

    /// <summary>The <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="RefusedTargetException">No address of the name may be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var isTls = context.InitialRequestMessage.RequestUri?.Scheme is "https" or "wss";
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        var permitted = Array.FindAll(addresses, address => Permits(address, isTls));
        if (permitted.Length == 0)
            throw new RefusedTargetException("the address is private, or public and without TLS");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // By address and not by name, which could resolve to another one now.
            await socket.ConnectAsync(permitted, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
