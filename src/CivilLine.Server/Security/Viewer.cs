using System.Security.Claims;

namespace CivilLine.Security;

/// <summary>Who is looking, and how far they may look.</summary>
/// <param name="Id">The person's id, or the key's where a machine calls.</param>
/// <param name="AgentId">The id under which a source names this agent; null for those who take no calls.</param>
/// <param name="Teams">The teams in sight; null where all are.</param>
internal sealed record Viewer(string Id, string Name, Role Role, string? AgentId, IReadOnlySet<string>? Teams)
{
    /// <summary>An agent sees their own calls, an administrator all, an operator none, everybody else the calls of their teams.</summary>
    public bool Sees(string? team, string? agentId) => Role switch
    {
        Role.Administrator => true,
        Role.Operator => false,
        Role.Agent => AgentId is not null && AgentId == agentId,
        _ => Teams is null || (team is not null && Teams.Contains(team)),
    };

    /// <exception cref="InvalidOperationException">The endpoint let somebody in who has no role.</exception>
    public static Viewer From(ClaimsPrincipal user) => TryFrom(user) ?? throw new InvalidOperationException(
        $"Nobody with a role is signed in; the endpoint needs the policy '{Access.See}' or a narrower one.");

    public static Viewer? TryFrom(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(AccessClaims.Role) is not { } value || !Enum.TryParse<Role>(value, out var role))
            return null;
        var id = user.FindFirstValue(AccessClaims.PersonId) ?? user.FindFirstValue(AccessClaims.KeyId);
        if (id is null)
            return null;
        HashSet<string>? teams = role switch
        {
            Role.Administrator => null,
            Role.Operator => [],
            _ => user.FindAll(AccessClaims.Team).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
        };
        return new Viewer(
            id, user.FindFirstValue(AccessClaims.Name) ?? id, role, user.FindFirstValue(AccessClaims.AgentId), teams);
    }
}

internal static class ViewerHttpExtensions
{
    /// <inheritdoc cref="Security.Viewer.From"/>
    public static Viewer Viewer(this HttpContext context) => Security.Viewer.From(context.User);
}
