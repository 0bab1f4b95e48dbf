using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace CivilLine.Security;

/// <summary>The names of the policies; who is in each is said once, in <see cref="Configure"/>.</summary>
internal static class Access
{
    /// <summary>Anybody known: a key or a person.</summary>
    public const string Known = nameof(Known);

    /// <summary>A machine that brings events: a source's key or the administrator's.</summary>
    public const string Ingest = nameof(Ingest);

    /// <summary>Anybody with a role; what they see is cut to their teams or own calls by <see cref="Viewer.Sees"/>.</summary>
    public const string See = nameof(See);

    /// <summary>Anybody with a role, also one who sees no calls: who am I, and what may I open.</summary>
    public const string Enter = nameof(Enter);
    public const string Supervise = nameof(Supervise);
    public const string Review = nameof(Review);

    /// <summary>Agents, of themselves alone, and those who can offer them a break.</summary>
    public const string Care = nameof(Care);

    /// <summary>Who says what words are, for the model to learn from.</summary>
    public const string Label = nameof(Label);
    public const string Administer = nameof(Administer);

    /// <summary>How the installation is doing, without a word of any call.</summary>
    public const string Operate = nameof(Operate);

    /// <summary>What the model says of texts of one's own: not for what lives in another site's page, and not for the key that lends it.</summary>
    public const string Score = nameof(Score);

    /// <summary>A host page's own server: a key for banners, or an administrator.</summary>
    public const string LendBanner = nameof(LendBanner);

    public static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Known, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Ingest, policy => policy.RequireClaim(AccessClaims.KeyId));
        options.AddPolicy(Enter, Roles(Enum.GetValues<Role>()));
        options.AddPolicy(See, Roles(Role.Agent, Role.Supervisor, Role.Qa, Role.Administrator));
        options.AddPolicy(Supervise, Roles(Role.Supervisor, Role.Administrator));
        options.AddPolicy(Review, Roles(Role.Supervisor, Role.Qa, Role.Administrator));
        options.AddPolicy(Care, Roles(Role.Agent, Role.Supervisor, Role.Administrator));
        options.AddPolicy(Label, Roles(Role.Qa, Role.Administrator));
        options.AddPolicy(Administer, Roles(Role.Administrator));
        options.AddPolicy(Operate, Roles(Role.Operator, Role.Administrator));
        options.AddPolicy(Score, policy => policy.RequireAssertion(context => MayScore(context.User)));
        options.AddPolicy(LendBanner, policy => policy.RequireAssertion(context =>
            context.User.HasClaim(claim => claim.Type == AccessClaims.BannerKeyId)
            || context.User.HasClaim(AccessClaims.Role, nameof(Role.Administrator))));
        options.DefaultPolicy = options.GetPolicy(Known)!;
        options.FallbackPolicy = options.DefaultPolicy;
    }

    public static bool MayScore(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true }
        && !user.HasClaim(claim => claim.Type is AccessClaims.BannerKeyId or AccessClaims.LentBy);

    private static Action<AuthorizationPolicyBuilder> Roles(params Role[] roles) =>
        policy => policy.RequireClaim(AccessClaims.Role, roles.Select(role => role.ToString()));
}

internal static class AccessClaims
{
    public const string KeyId = "key_id";
    /// <summary>Of a key for banners, which brings no events and has no role.</summary>
    public const string BannerKeyId = "banner_key_id";

    /// <summary>Of a key that asks for scores and does nothing else.</summary>
    public const string ScoreKeyId = "score_key_id";

    /// <summary>Who lent an agent's token: the key's id or the person's, and when it was first made, in Unix milliseconds.</summary>
    public const string LentBy = "lent_by";
    public const string LentAt = "lent_at";
    public const string PersonId = "person_id";
    public const string AgentId = "agent_id";
    public const string Name = "name";
    public const string Role = "role";
    public const string Team = "team";
}
