namespace CivilLine.Security.OpenId;

/// <summary>Section <c>SignIn:OpenIdConnect</c>: the provider that people sign in with. Without an authority there is none.</summary>
internal sealed class OpenIdOptions
{
    public const string Section = "SignIn:OpenIdConnect";

    /// <summary>The issuer, as it names itself: https, or a loopback address.</summary>
    public string? Authority { get; set; }
    public string? ClientId { get; set; }

    /// <summary>From the environment or a secret store rather than a settings file; or in a file of its own.</summary>
    public string? ClientSecret { get; set; }
    public string? ClientSecretFile { get; set; }

    /// <summary>Stands on the button.</summary>
    public string Name { get; set; } = "your organisation's account";

    /// <summary>Scheme and authority under which browsers know this server, where a proxy hides it: <c>https://calls.example.com</c>.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Asked for besides <c>openid</c> and <c>profile</c>.</summary>
    public List<string> Scopes { get; } = [];

    public OpenIdPeopleRule People { get; set; }

    /// <summary>The claim that a person is known by; it must be one that its holder cannot choose.</summary>
    public string SubjectClaim { get; set; } = "sub";
    public string NameClaim { get; set; } = "name";

    /// <summary>The claim that holds the id under which sources name an agent; none where administrators set it.</summary>
    public string? AgentClaim { get; set; }

    /// <summary>Where there are any, they decide at every sign-in, and nobody without one of them comes in.</summary>
    public string RoleClaim { get; set; } = "roles";
    public List<ClaimedRole> Roles { get; } = [];

    /// <summary>Where there are any, they decide at every sign-in; without, teams are what administrators set.</summary>
    public string TeamClaim { get; set; } = "groups";
    public List<ClaimedTeam> Teams { get; } = [];

    /// <summary>After which somebody signs in anew, so that whom the provider shuts out is out here by then.</summary>
    public double SessionHours { get; set; } = 12;

    public bool IsSet => !string.IsNullOrEmpty(Authority);
}

internal enum OpenIdPeopleRule
{
    /// <summary>Only people whom an administrator has added with their subject come in.</summary>
    Match,

    /// <summary>Whoever has a role among the claims is added when they first come.</summary>
    Create,
}

/// <summary>Who has this value among the role claims has this role; of several, the widest.</summary>
internal sealed class ClaimedRole
{
    public string Claim { get; set; } = "";
    public Role? Role { get; set; }
}

internal sealed class ClaimedTeam
{
    public string Claim { get; set; } = "";
    public string Team { get; set; } = "";
}
