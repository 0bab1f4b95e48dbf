using System.Text.Json;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>A team with an agent, a call that is over and one that goes on, and words that nobody else says.</summary>
/// <param name="Word">Said in each of its calls, and nowhere else.</param>
/// <param name="SharedCall">A call of the agent who works for both teams.</param>
internal sealed record Team(string Id, string AgentId, string Word, string LiveCall, string EndedCall, string SharedCall)
{
    /// <summary>Takes calls of both teams: their calls are of the team that each names.</summary>
    public const string SharedAgent = "agent-of-both";

    public string IncidentId { get; set; } = "";

    public string AlertId { get; set; } = "";

    /// <summary>None of these may stand in what the other team's people are answered.</summary>
    public IReadOnlyList<string> Marks => [Word, LiveCall, EndedCall, SharedCall, AgentId, IncidentId, AlertId];

    public static async Task<Team> SeedAsync(HttpClient source, string id, string letter)
    {
        var word = letter == "a" ? "zanzibar" : "wollongong";
        var team = new Team(id, $"ag-{word[..4]}-7", word, $"live-{word}", $"over-{word}", $"both-{word}");
        await source.SendEventsAsync([.. Call(team.EndedCall, team.AgentId, team, isOver: true)]);
        await source.SendEventsAsync([.. Call(team.LiveCall, team.AgentId, team, isOver: false)]);
        await source.SendEventsAsync([.. Call(team.SharedCall, SharedAgent, team, isOver: false)]);
        return team;
    }

    /// <summary>What people do: a call for help, a request for a break, a label, and a run of what-if.</summary>
    public async Task WorkAsync(Cast cast)
    {
        var suffix = Id == cast.A.Id ? "" : "-b";
        await cast["agent" + suffix].Http.PostJsonAsync($"/api/v1/calls/{LiveCall}/help", new { });
        await cast["agent" + suffix].Http.PostJsonAsync($"/api/v1/calls/{LiveCall}/break", new { });
        foreach (var call in new[] { LiveCall, EndedCall })
            await cast["qa" + suffix].Http.PostJsonAsync(
                $"/api/v1/review/calls/{call}/labels",
                new { utteranceId = "u-0", revision = 0, categories = new[] { "hostility" }, target = "agent", severity = "serious", note = $"heard {Word}" });
        var incidents = await Json(cast.Server.Admin, $"/api/v1/incidents?callId={LiveCall}");
        IncidentId = incidents.GetProperty("incidents")[0].GetProperty("id").GetString()!;
        var alerts = await Json(cast.Server.Admin, $"/api/v1/alerts?callId={LiveCall}");
        AlertId = alerts.GetProperty("alerts")[0].GetProperty("id").GetString()!;
        var over = await Json(cast.Server.Admin, $"/api/v1/incidents?callId={EndedCall}");
        await cast["supervisor" + suffix].Http.PostJsonAsync(
            $"/api/v1/incidents/{over.GetProperty("incidents")[0].GetProperty("id").GetString()}/resolve",
            new { reason = $"about {Word}", rootCause = "wait" });
    }

    private static IEnumerable<object> Call(string callId, string agentId, Team team, bool isOver)
    {
        yield return new { type = "call-started", callId, agentId, team = team.Id, caller = "+44-" + team.Word };
        yield return new { callId, utteranceId = "u-0", speaker = "customer", text = $"you useless cow of {team.Word}", startMs = 0, endMs = 1500 };
        yield return new { callId, utteranceId = "u-1", speaker = "customer", text = $"the {team.Word} bill is wrong", startMs = 2000, endMs = 3500 };
        if (isOver)
            yield return new { type = "call-ended", callId, endedBy = "customer" };
    }

    private static async Task<JsonElement> Json(HttpClient http, string path) =>
        JsonElement.Parse(await http.GetStringAsync(path, TestContext.Current.CancellationToken));
}
