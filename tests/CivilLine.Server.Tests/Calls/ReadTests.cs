using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Server.Tests.Calls;

public sealed class ReadTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alerts_page_by_version_without_a_gap_or_a_repeat()
    {
        var call = Lines.NewCall();
        await _server.PostAsync([.. Enumerable.Range(0, 7).Select(i => Lines.Said(call, $"u-{i}", $"{i} {ScriptedScorer.Threat}")), Lines.Ended(call)]);

        var seen = new List<AlertView>();
        for (var after = 0L; ;)
        {
            var page = await _server.GetAsync<AlertPage>($"/api/v1/alerts?callId={call}&limit=3&after={after}");
            if (page.Alerts.Count == 0)
                break;
            seen.AddRange(page.Alerts);
            after = page.Next;
        }

        Assert.Equal(7, seen.Select(alert => alert.Id).Distinct().Count());
        Assert.Equal(seen.Select(alert => alert.Version).Order(), seen.Select(alert => alert.Version));
        Assert.Equal(7, seen.Count);
    }

    [Theory]
    [InlineData("severity=critical", 1)]
    [InlineData("severity=serious", 2)]
    [InlineData("category=hostility", 1)]
    [InlineData("category=sexual", 0)]
    [InlineData("detection=withdrawn", 0)]
    [InlineData("work=open", 2)]
    [InlineData("team=billing", 2)]
    [InlineData("team=retention", 0)]
    public async Task Alerts_are_narrowed_by_each_filter(string filter, int count)
    {
        var call = Lines.NewCall();
        await _server.PostAsync(
            Lines.Started(call, "a-1", "billing"), Lines.Said(call, "u-1", ScriptedScorer.Threat),
            Lines.Said(call, "u-2", "well", speaker: "agent"), Lines.Said(call, "u-3", ScriptedScorer.Insult), Lines.Ended(call));

        var page = await _server.GetAsync<AlertPage>($"/api/v1/alerts?callId={call}&{filter}");

        Assert.Equal(count, page.Alerts.Count);
    }

    [Theory]
    [InlineData("/api/v1/alerts?limit=0", "limit", "1 to 1000")]
    [InlineData("/api/v1/alerts?limit=1001", "limit", "1 to 1000")]
    [InlineData("/api/v1/alerts?after=-1", "after", "from 0")]
    [InlineData("/api/v1/alerts?severity=huge", "severity", "info, caution, serious, critical")]
    [InlineData("/api/v1/alerts?category=Threat", "category", "threat")]
    [InlineData("/api/v1/alerts?work=done", "work", "resolved")]
    [InlineData("/api/v1/calls?live=perhaps", "live", "true or false")]
    [InlineData("/api/v1/calls?before=now", "before", "ISO 8601")]
    [InlineData("/api/v1/calls?limit=501", "limit", "1 to 500")]
    public async Task A_bad_question_is_refused_by_member_and_range(string path, string member, string rule)
    {
        using var response = await _server.Admin.GetAsync(path, Token);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(member, problem.GetProperty("member").GetString());
        Assert.Contains(rule, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_page_backwards_without_a_gap_when_they_start_in_the_same_millisecond()
    {
        var queue = "q" + Lines.NewCall();
        await _server.PostAsync([.. Enumerable.Range(0, 7).Select(i => JsonSerializer.Serialize(new
        {
            type = "call-started", callId = $"{queue}-{i}", queue, startedAt = "2026-03-01T09:30:00Z",
        }))]);

        var seen = new List<string>();
        string? before = null;
        do
        {
            var page = (await _server.Admin.PostJsonAsync("/api/v1/calls/search", new { q = queue, limit = 3, before })).Deserialize<CallPage>(Json.Options)!;
            seen.AddRange(page.Calls.Select(call => call.CallId));
            before = page.Next;
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"{queue}-{i}"), seen.Order());
    }

    [Fact]
    public async Task A_supervisor_sees_their_teams_and_an_agent_their_own_calls()
    {
        var alerts = new AlertQuery(0, 100, null, null, null, null, null, null);
        await using var db = await _server.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(Token);
        var team = "team-" + Lines.NewCall();
        var (mine, theirs) = (Lines.NewCall(), Lines.NewCall());
        await _server.PostAsync(
            Lines.Started(mine, "a-mine", team), Lines.Said(mine, "u-1", ScriptedScorer.Threat), Lines.Ended(mine),
            Lines.Started(theirs, "a-other", team + "x"), Lines.Said(theirs, "u-1", ScriptedScorer.Threat), Lines.Ended(theirs));

        var supervisor = new Viewer("p-1", "Priya", Role.Supervisor, null, new HashSet<string> { team });
        var agent = new Viewer("p-2", "Sam", Role.Agent, "a-mine", new HashSet<string>());
        var stranger = new Viewer("p-3", "Kim", Role.Agent, null, new HashSet<string>());

        Assert.Equal([mine], await alerts.Apply(db.Alerts, supervisor).Select(alert => alert.CallId).ToListAsync(Token));
        Assert.Equal([mine], await alerts.Apply(db.Alerts, agent).Select(alert => alert.CallId).ToListAsync(Token));
        Assert.Empty(await alerts.Apply(db.Alerts, stranger).ToListAsync(Token));
        var calls = new CallQuery(null, null, null, null, null, 100);
        var names = new Dictionary<string, string>();
        Assert.Equal([mine], await calls.Apply(db.Calls, db.Alerts, names, supervisor).Select(call => call.CallId).ToListAsync(Token));
        Assert.Equal([mine], await calls.Apply(db.Calls, db.Alerts, names, agent).Select(call => call.CallId).ToListAsync(Token));
    }

    [Fact]
    public async Task A_score_answers_each_text_and_stores_nothing()
    {
        using var response = await _server.Admin.PostAsJsonAsync(
            "/api/v1/score", new { texts = new[] { ScriptedScorer.Threat, ScriptedScorer.Harmless } }, Token);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        var (threat, harmless) = (answer.GetProperty("results")[0], answer.GetProperty("results")[1]);
        Assert.Equal(["threat"], threat.GetProperty("categories").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("critical", threat.GetProperty("severity").GetString());
        Assert.Equal(7, threat.GetProperty("scores").EnumerateObject().Count());
        Assert.Equal(7, threat.GetProperty("highlights")[0].GetProperty("start").GetInt32());
        Assert.Equal(JsonValueKind.Null, harmless.GetProperty("severity").ValueKind);
        Assert.Equal("scripted-1", answer.GetProperty("modelVersion").GetString());
    }

    [Theory]
    [InlineData("""{}""", "texts")]
    [InlineData("""{"texts":[]}""", "texts")]
    [InlineData("""{"texts":["a",null]}""", "texts[1]")]
    public async Task A_score_of_nothing_is_refused_by_member(string body, string member)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await _server.Admin.PostAsync("/api/v1/score", content, Token);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.BadRequest, member), (response.StatusCode, problem.GetProperty("member").GetString()));
    }

    [Fact]
    public async Task A_score_of_too_much_is_refused()
    {
        using var many = await _server.Admin.PostAsJsonAsync("/api/v1/score", new { texts = Enumerable.Repeat("a", 101) }, Token);
        using var vast = await _server.Admin.PostAsJsonAsync("/api/v1/score", new { texts = new[] { new string('a', 8193) } }, Token);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (many.StatusCode, vast.StatusCode));
    }
}
