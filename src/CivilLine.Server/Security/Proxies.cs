using System.Net;
using CivilLine.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CivilLine.Security;

/// <summary>
/// <c>Security:Proxies</c>: addresses or networks of those whose word counts on where a request came from, by what scheme and to
/// which name. What anybody else writes into <c>X-Forwarded-…</c> is taken out before anything reads it.
/// </summary>
internal static class Proxies
{
    public const string Option = "Security:Proxies";

    private static readonly object Mark = new();

    private static readonly string[] Headers = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded"];

    public static bool AreConfigured(IConfiguration configuration) => configuration.GetSection(Option).GetChildren().Any();

    /// <exception cref="StartRefusedException">One of them is no address, or everybody's word is to be taken.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
            throw new StartRefusedException(
                $"ASPNETCORE_FORWARDEDHEADERS_ENABLED would take anybody's word for where they come from: name the proxies by {Option} in its place.");
        IPNetwork[] known = [.. configuration.GetSection(Option).GetChildren().Select(one => Parse(one.Value ?? ""))];
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in known)
                options.KnownIPNetworks.Add(network);
            // As many as there are in a row: the chain is followed back as far as proxies that are known wrote it.
            options.ForwardLimit = null;
        });
    }

    public static void Use(WebApplication app)
    {
        if (AreConfigured(app.Configuration))
            app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            foreach (var header in Headers)
                if (context.Request.Headers.Remove(header))
                    context.Items[Mark] = Mark;
            return next(context);
        });
    }

    /// <summary>Whether somebody in between, who is not known, says that this came from elsewhere.</summary>
    public static bool IsForwarded(HttpContext context) => context.Items.ContainsKey(Mark);

    private static IPNetwork Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new StartRefusedException($"{Option} has '{text}': an address or a network must stand there, such as 10.1.2.3 or 10.1.0.0/16.");
}
