using Microsoft.Extensions.Options;

namespace CivilLine.Security.OpenId;

internal sealed class OpenIdOptionsCheck : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        if (!options.IsSet)
            return ValidateOptionsResult.Success;
        var faults = Faults(options).Select(fault => $"{OpenIdOptions.Section}:{fault}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(OpenIdOptions options)
    {
        if (!IsSafe(options.Authority))
            yield return "Authority: must be an https address, or one of this machine.";
        if (string.IsNullOrEmpty(options.ClientId))
            yield return "ClientId: is required, as the provider gave it out.";
        if (options is { ClientSecret: not null, ClientSecretFile: not null })
            yield return "ClientSecretFile: give the secret or its file, not both.";
        if (options.ClientSecretFile is { } file && !File.Exists(file))
            yield return "ClientSecretFile: there is no such file, or it may not be read.";
        if (options.PublicUrl is { } url && !(IsSafe(url) && new Uri(url).AbsolutePath == "/"))
            yield return "PublicUrl: must be https, a host and perhaps a port, and nothing after it.";
        if (options is { People: OpenIdPeopleRule.Create, Roles.Count: 0 })
            yield return "Roles: is required where people are created: nobody has a role by default.";
        if (options.Roles.Any(one => one.Claim.Length == 0 || one.Role is null))
            yield return "Roles: each needs a Claim and a Role, one of agent, supervisor, qa, operator, administrator.";
        if (options.Teams.Any(one => one.Claim.Length == 0 || one.Team.Length == 0))
            yield return "Teams: each needs a Claim and a Team.";
        if (options.SessionHours is not (> 0 and <= 24 * 7))
            yield return "SessionHours: must be above 0 and at most 168.";
    }

    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
