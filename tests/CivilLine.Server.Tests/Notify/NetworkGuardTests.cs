using System.Net;
using CivilLine.Notify;

namespace CivilLine.Server.Tests.Notify;

public sealed class NetworkGuardTests
{
    private static readonly NetworkGuard Guard = new([IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00:1::/32")]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.2.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:2::1")]
    [InlineData("ff02::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    public void Address_that_is_not_public_is_refused(string address) => Assert.False(Guard.Permits(IPAddress.Parse(address), isTls: true));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    public void Public_address_is_sent_to_with_tls_and_not_without(string address)
    {
        Assert.True(Guard.Permits(IPAddress.Parse(address), isTls: true));
        Assert.False(Guard.Permits(IPAddress.Parse(address), isTls: false));
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("fd00:1::7")]
    public void Network_that_is_allowed_is_sent_to_without_tls_too(string address) => Assert.True(Guard.Permits(IPAddress.Parse(address), isTls: false));
}
