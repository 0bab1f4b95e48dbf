using System.Net;
using System.Net.Sockets;
using CivilLine.Calls;

namespace CivilLine.Server.Tests.Calls;

/// <summary>Among some 28,000 numbers, 500 and 500 picked without regard to each other would meet nine times.</summary>
public sealed class SiloPortTests : IDisposable
{
    private const int Many = 500;

    private readonly List<SiloPort> _ports = [.. Enumerable.Range(0, Many).Select(_ => SiloPort.Claim())];

    [Fact]
    public void Neither_a_connection_nor_a_listener_that_takes_any_port_takes_a_claimed_one()
    {
        var claimed = _ports.Select(port => port.Number).ToHashSet();
        Assert.Equal(Many, claimed.Count);

        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        var others = new List<Socket>();
        for (var i = 0; i < Many; i++)
        {
            others.Add(Tcp());
            others[^1].Connect(target.LocalEndpoint);
            others.Add(target.AcceptSocket());
            others.Add(Tcp());
            others[^1].Bind(new IPEndPoint(IPAddress.Loopback, 0));
            others[^1].Listen();
        }

        Assert.DoesNotContain(others, socket => claimed.Contains(((IPEndPoint)socket.LocalEndPoint!).Port));
        others.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Silo_that_names_a_claimed_port_listens_on_it()
    {
        using var silo = Tcp();
        silo.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        silo.Bind(new IPEndPoint(IPAddress.Loopback, _ports[0].Number));
        silo.Listen();

        using var caller = Tcp();
        caller.Connect(IPAddress.Loopback, _ports[0].Number);
        using var heard = silo.Accept();
        Assert.True(heard.Connected);
    }

    public void Dispose() => _ports.ForEach(port => port.Dispose());

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
