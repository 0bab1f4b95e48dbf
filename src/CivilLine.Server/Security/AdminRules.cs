using System.Text.RegularExpressions;

namespace CivilLine.Security;

/// <summary>What may be added; each refusal names the member and its rule.</summary>
internal static partial class AdminRules
{
    private const int NameLength = 100;
    private const int SubjectLength = 255;
    private const int MostOverlapHours = 24 * 30;
    private const int TeamsNamed = 6;

    public static IResult? Refuse(NewTeam team) =>
        RefuseId(team.Id, "id") ?? RefuseName(team.Name);

    public static IResult? Refuse(NewKey key, RosterSnapshot roster, out KeyKind kind)
    {
        kind = key.Kind switch
        {
            "banner" => KeyKind.Banner,
            "perspective" => KeyKind.Perspective,
            _ => KeyKind.Source,
        };
        return key.Kind is null or "source" or "banner" or "perspective"
            ? RefuseName(key.Name) ?? RefuseTeams(key.Teams, roster)
            : Invalid("kind", "'kind' is one of source, banner, perspective.");
    }

    public static IResult? Refuse(NewPerson person, RosterSnapshot roster, out Role role)
    {
        if (!Enum.TryParse(person.Role, ignoreCase: true, out role) || !Enum.IsDefined(role) || IsNumber(person.Role))
            return Invalid("role", "'role' is one of agent, supervisor, qa, operator, administrator.");
        if (RefuseName(person.Name) is { } refusal)
            return refusal;
        if (role == Role.Agent && person.AgentId is null)
            return Invalid("agentId", "'agentId' is required for an agent: the id under which sources name them.");
        if (person.AgentId is not null && RefuseId(person.AgentId, "agentId") is { } badId)
            return badId;
        if (person.AgentId is not null && roster.AgentNames.ContainsKey(person.AgentId))
            return Problems.Of(409, "conflict", "Somebody else has this 'agentId'.", "agentId");
        return RefuseSubject(person.Subject, roster, null) ?? RefuseTeams(person.Teams, roster);
    }

    /// <param name="id">Whose it is to be; null of somebody new.</param>
    public static IResult? RefuseSubject(string? subject, RosterSnapshot roster, string? id)
    {
        if (subject is not null && (subject.Length is 0 or > SubjectLength || subject.Any(char.IsControl)))
            return Invalid("subject", $"'subject' has 1 to {SubjectLength} characters: how the OpenID provider names this person.");
        return subject is not null && roster.People.Values.Any(one => one.Subject == subject && one.Id != id)
            ? Problems.Of(409, "conflict", "Somebody else has this 'subject'.", "subject")
            : null;
    }

    public static IResult? Refuse(KeyRotation rotation) => rotation.OverlapHours is null or >= 0 and <= MostOverlapHours
        ? null
        : Invalid("overlapHours", $"'overlapHours' is 0 to {MostOverlapHours}.");

    private static IResult? RefuseTeams(IReadOnlyList<string?>? teams, RosterSnapshot roster) =>
        TeamsFault(teams, roster) is { } fault ? Invalid("teams", fault) : null;

    /// <returns>Which of them is the id of no team, by its place, and which teams there are; null where each is one.</returns>
    public static string? TeamsFault(IReadOnlyList<string?>? teams, RosterSnapshot roster)
    {
        for (var i = 0; i < teams?.Count; i++)
            if (teams[i] is not { } id || !roster.Teams.ContainsKey(id))
                return $"'teams[{i}]' is the id of no team: {Known(roster)}.";
        return null;
    }

    private static string Known(RosterSnapshot roster)
    {
        var ids = roster.Teams.Keys.Order(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? "none was added yet"
            : "there are " + string.Join(", ", ids.Take(TeamsNamed)) + (ids.Count > TeamsNamed ? $" and {ids.Count - TeamsNamed} more" : "");
    }

    /// <summary>An agent's id, as it stands in an address.</summary>
    public static IResult? RefuseAgent(string id) => RefuseId(id, "agentId");

    private static IResult? RefuseName(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > NameLength || name.Any(char.IsControl)
            ? Invalid("name", $"'name' is required: 1 to {NameLength} characters, none of them control characters.")
            : null;

    private static IResult? RefuseId(string? id, string member) =>
        id is null || !Id().IsMatch(id)
            ? Invalid(member, $"'{member}' is required: 1 to 128 of A-Z a-z 0-9 . _ : -")
            : null;

    private static bool IsNumber(string? text) => text is [>= '0' and <= '9' or '-' or '+', ..];

    private static IResult Invalid(string member, string detail) => Problems.Of(400, "invalid", detail, member);

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,128}\z")]
    private static partial Regex Id();
}
