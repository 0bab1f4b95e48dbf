using Microsoft.AspNetCore.HostFiltering;

namespace CivilLine.Security;

/// <summary>
/// A server of this machine alone answers to this machine's names alone: a page elsewhere, whose own name was made to lead here,
/// is not talked to. <c>AllowedHosts</c> says otherwise, and so does a proxy, which answers to names of its own.
/// </summary>
internal static class HostNames
{
    private static readonly string[] Local = ["localhost", "127.0.0.1", "[::1]"];

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration["AllowedHosts"]) || Proxies.AreConfigured(configuration) || !BindingCheck.IsLocal(configuration))
            return;
        services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. Local];
            options.IncludeFailureMessage = false;
        });
    }
}
