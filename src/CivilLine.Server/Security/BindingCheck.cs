using System.Net;
using CivilLine.Hosting;

namespace CivilLine.Security;

/// <summary>
/// Transcripts and sign-in cookies must not cross a network in the clear: plain http is served to this machine
/// alone, unless <c>Security:AllowPlainHttp</c> says that something in front of the server does TLS.
/// </summary>
internal static class BindingCheck
{
    public const string Option = "Security:AllowPlainHttp";

    /// <exception cref="StartRefusedException">An address is plain http and reachable from other machines.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(Option))
            return;
        var open = Addresses(configuration).FirstOrDefault(IsOpen);
        if (open is not null)
            throw new StartRefusedException(
                $"The address {open} is plain http and not on loopback, so transcripts would cross the network "
                + $"unencrypted. Use https, or a loopback address, or set {Option}=true if a proxy in front does TLS.");
    }

    /// <summary>Whether nothing but this machine's own loopback is listened to.</summary>
    public static bool IsLocal(IConfiguration configuration) => Addresses(configuration).All(address => !address.Contains("unix:/") && IsLoopback(address));

    internal static bool IsOpen(string address) =>
        !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !address.Contains("unix:/") && !IsLoopback(address);

    private static bool IsLoopback(string address)
    {
        var host = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..];
        host = host.StartsWith('[')
            ? host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))]
            : host.Split(':', '/')[0];
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var ports = (configuration["http_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(child => child["Url"] ?? "");
        return urls.Concat(ports.Select(port => $"http://*:{port}")).Concat(endpoints).Where(url => url.Length > 0);
    }
}
