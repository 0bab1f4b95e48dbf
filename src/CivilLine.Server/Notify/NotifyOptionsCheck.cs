using System.Net;
using Microsoft.Extensions.Options;

namespace CivilLine.Notify;

/// <summary>What ranges alone cannot say of <see cref="NotifyOptions"/>; every fault is told, by its setting, and no secret.</summary>
internal sealed class NotifyOptionsCheck : IValidateOptions<NotifyOptions>
{
    public ValidateOptionsResult Validate(string? name, NotifyOptions options)
    {
        var faults = new List<string>();
        var networks = new List<IPNetwork>();
        for (var i = 0; i < options.AllowedNetworks.Count; i++)
        {
            if (IPNetwork.TryParse(options.AllowedNetworks[i], out var network))
                networks.Add(network);
            else
                faults.Add($"{NotifyOptions.Section}:AllowedNetworks:{i}: must be a network in CIDR form, such as 10.1.0.0/16.");
        }

        for (var i = 0; i < options.Webhooks.Count; i++)
            faults.AddRange(Faults(options.Webhooks[i], networks).Select(fault => $"{NotifyOptions.Section}:Webhooks:{i}: {fault}"));
        foreach (var twice in options.Webhooks.GroupBy(one => one.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            faults.Add($"{NotifyOptions.Section}:Webhooks: two are named '{twice.Key}', and each is known by its name.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ConfiguredWebhook given, List<IPNetwork> networks)
    {
        // Teams are added to a server that runs; see UnknownTeams for one that is not there yet.
        var asked = new NewWebhook(given.Name, given.Url, [.. given.Events], null, given.MinSeverity, given.WithText, After: null);
        if (WebhookRules.Fault(asked, Security.RosterSnapshot.Empty, networks) is var (_, rule))
            yield return rule;
        if (!WebhookSecret.TryRead(given.Secret, out _))
            yield return WebhookSecret.Rule;
    }
}
