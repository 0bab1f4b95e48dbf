namespace CivilLine.Live;

/// <summary>The names of the hub's groups.</summary>
internal static class GroupNames
{
    /// <summary>Those who see every call, also calls of no team.</summary>
    public const string All = "all";

    public static string Team(string team) => "team:" + team;

    public static string Call(string callId) => "call:" + callId;

    public static string Agent(string agentId) => "agent:" + agentId;
}
