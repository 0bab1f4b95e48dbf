namespace CivilLine.Live;

/// <summary>The names of the hub's groups.</summary>
internal static class GroupNames
{
    /// <summary>Those who see every call, also calls of no team.</summary>
    public const string All = "all";

    public static string Team(string team) => "team:" + team;

    /// <summary>Supervisors of every call, and of a team's: what is between them and their agents goes to no reviewer.</summary>
    public const string AllCare = "care";

    public static string Care(string team) => "care:" + team;

    public static string Call(string callId) => "call:" + callId;

    public static string Agent(string agentId) => "agent:" + agentId;

    /// <summary>Of an agent's calls those of one team: what a supervisor of that team may see.</summary>
    public static string Agent(string agentId, string team) => $"agent:{agentId}\n{team}";
}
