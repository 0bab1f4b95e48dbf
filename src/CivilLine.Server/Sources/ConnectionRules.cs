using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace CivilLine.Sources;

/// <summary>What a source's connection may be; each mistake by its setting, and no address or secret.</summary>
internal static class ConnectionRules
{
    private static readonly string[] Loopback = ["127.0.0.0/8", "::1/128"];

    /// <summary>The networks that may be dialled although they are not public.</summary>
    public static IEnumerable<IPNetwork> Networks(ConnectionOptions connection) =>
        connection.AllowedNetworks.Concat(connection.AllowLoopback ? Loopback : []).Select(IPNetwork.Parse);

    public static IEnumerable<string> Wrong(SourceOptions source)
    {
        var connection = source.Connection;
        for (var i = 0; i < connection.AllowedNetworks.Count; i++)
            if (!IPNetwork.TryParse(connection.AllowedNetworks[i], out _))
                yield return $"Connection:AllowedNetworks:{i} must be a network in CIDR form, such as 10.1.0.0/16.";
        if (connection.TimeoutSeconds is < 0.1 or > 300)
            yield return "Connection:TimeoutSeconds must be 0.1 to 300.";
        if (connection.RetrySeconds is < 0.01 or > 60)
            yield return "Connection:RetrySeconds must be 0.01 to 60.";
        if (connection.LongestRetrySeconds < connection.RetrySeconds || connection.LongestRetrySeconds > 3600)
            yield return "Connection:LongestRetrySeconds must be RetrySeconds to 3600.";
        if (connection.BreakAfter is < 2 or > 1000)
            yield return "Connection:BreakAfter must be 2 to 1000.";
        if (connection.BreakSeconds is < 0.5 or > 3600)
            yield return "Connection:BreakSeconds must be 0.5 to 3600.";
        if (source.Connect is null)
            yield break;
        if (!Uri.TryCreate(source.Connect, UriKind.Absolute, out var address) || address.Scheme is not ("ws" or "wss"))
            yield return "Connect must be an absolute address that begins with ws:// or wss://.";
        else if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            yield return "Connect may hold no name, password or fragment; Secret goes to the server as a header.";
        else if (SourceEndpoint.AddressOf(new QueryCollection(QueryHelpers.ParseQuery(address.Query))).IsOffsetWrong)
            yield return $"Connect: {SourceAddress.OffsetRule}";
        else if (address.Scheme == "ws" && connection is { AllowedNetworks.Count: 0, AllowLoopback: false })
            yield return "Connect must be wss://; ws:// goes only to networks that Connection:AllowedNetworks names, or with Connection:AllowLoopback to this machine.";
    }
}
