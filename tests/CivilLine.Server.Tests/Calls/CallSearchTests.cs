using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Hosting;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Calls;

public sealed class CallSearchTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Call_is_found_by_its_agents_name()
    {
        var (agentId, name) = (Lines.NewCall(), $"Ines {Guid.NewGuid():N}");
        using var added = await _server.Admin.PostAsJsonAsync(
            "/api/v1/admin/people", new { name, role = "agent", agentId }, TestContext.Current.CancellationToken);
        added.EnsureSuccessStatusCode();
        var callId = await CallAsync(agentId: agentId);
        Assert.Equal([callId], await FoundAsync(name.ToUpperInvariant()));
    }

    [Fact]
    public async Task Call_is_found_by_the_words_of_its_alert()
    {
        var mark = Lines.NewCall();
        var callId = await CallAsync(text: $"you idiot {mark}");
        await CallAsync(text: $"thank you {mark}");
        Assert.Equal([callId], await FoundAsync(mark));
    }

    [Fact]
    public async Task Call_is_found_by_its_team_and_its_worst_severity()
    {
        var team = Lines.NewCall();
        await CallAsync(team: team, text: ScriptedScorer.Harmless);
        await CallAsync(team: team, text: ScriptedScorer.Insult);
        var threatened = await CallAsync(team: team, text: ScriptedScorer.Threat);
        Assert.Equal(3, (await FoundAsync(team)).Length);
        Assert.Equal([threatened], await FoundAsync(team, "critical"));
    }

    [Fact]
    public async Task Wildcards_in_a_search_stand_for_themselves() => Assert.Empty(await FoundAsync("c%%%"));

    [Fact]
    public async Task Unknown_severity_is_refused_by_name()
    {
        using var response = await _server.Admin.GetAsync("/api/v1/calls?severity=awful", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "'severity' must be one of info, caution, serious, critical",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> CallAsync(string? agentId = null, string? team = null, string text = ScriptedScorer.Harmless)
    {
        var callId = Lines.NewCall();
        await _server.PostAsync(Lines.Started(callId, agentId, team), Lines.Said(callId, "u-1", text), Lines.Ended(callId));
        return callId;
    }

    private async Task<string[]> FoundAsync(string q, string? severity = null) =>
        [.. (await _server.Admin.PostJsonAsync("/api/v1/calls/search", new { q, severity })).Deserialize<CallPage>(Json.Options)!.Calls.Select(call => call.CallId)];
}
