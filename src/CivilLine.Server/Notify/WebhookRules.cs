using System.Net;
using System.Text.Json;
using CivilLine.Scoring;
using CivilLine.Security;

namespace CivilLine.Notify;

/// <param name="Url">HTTPS; plain HTTP, and private addresses, only within the networks that the configuration allows.</param>
/// <param name="Events">alerts, incidents; both where it is left out.</param>
/// <param name="Teams">Ids of teams; all calls where it is left out.</param>
/// <param name="MinSeverity">Nothing milder is sent; a call for help always is.</param>
/// <param name="WithText">Whether the words go along; they do where this is left out.</param>
/// <param name="After">The version to begin after; what is newest where it is left out.</param>
internal sealed record NewWebhook(
    string? Name, string? Url, IReadOnlyList<string>? Events, IReadOnlyList<string>? Teams, string? MinSeverity, bool? WithText,
    long? After);

/// <summary>What a webhook may be; each refusal names the member and its rule.</summary>
internal static class WebhookRules
{
    private const int NameLength = 100;
    private const int UrlLength = 2000;

    /// <summary>The member and what is wrong with it; null where nothing is.</summary>
    public static (string Member, string Rule)? Fault(NewWebhook given, RosterSnapshot roster, IEnumerable<IPNetwork> allowed)
    {
        if (string.IsNullOrWhiteSpace(given.Name) || given.Name.Length > NameLength || given.Name.Any(char.IsControl))
            return ("name", $"'name' is required: 1 to {NameLength} characters, none of them control characters.");
        if (UrlFault(given.Url, [.. allowed]) is { } rule)
            return ("url", rule);
        if (given.Events?.Any(kind => !EventKinds.All.Contains(kind)) == true)
            return ("events", $"'events' holds {string.Join(", ", EventKinds.All)} and nothing else.");
        if (AdminRules.TeamsFault(given.Teams, roster) is { } fault)
            return ("teams", fault);
        if (given.MinSeverity is not null && Severity(given.MinSeverity) is null)
            return ("minSeverity", "'minSeverity' must be one of info, caution, serious, critical.");
        return given.After < 0 ? ("after", "'after' must be 0 or more.") : null;
    }

    public static Severity? Severity(string? name)
    {
        foreach (var severity in Enum.GetValues<Severity>())
            if (JsonNamingPolicy.CamelCase.ConvertName(severity.ToString()) == name)
                return severity;
        return null;
    }

    private static string? UrlFault(string? given, IPNetwork[] allowed)
    {
        if (given is null || given.Length > UrlLength || !Uri.TryCreate(given, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            return $"'url' is required: an absolute address of https, at most {UrlLength} characters.";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return "'url' may hold no name, password or fragment.";
        if (url.Scheme == Uri.UriSchemeHttp && allowed.Length == 0)
            return "'url' must be https; plain http goes only to networks that Notify:AllowedNetworks names.";
        // A name is judged when it is connected to; an address can be told off at once.
        return IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            && !new NetworkGuard(allowed).Permits(address, url.Scheme == Uri.UriSchemeHttps)
            ? "'url' is an address that is not public; Notify:AllowedNetworks names those that may be sent to all the same."
            : null;
    }
}
