using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Hosting;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Care;

public sealed class CareTests : IAsyncLifetime
{
    private readonly ShiftedTime _time = new();
    private TestServer _server = null!;
    private HttpClient _source = null!;
    private Browser _priya = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(_time));
        _source = await _server.SourceAsync();
        _priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Agents_come_by_name_however_much_they_bore_and_no_figure_ranks_them()
    {
        await _server.SignInAsync("Zoe", Role.Agent, "a-1");
        await _server.SignInAsync("Ann", Role.Agent, "a-2");
        await _server.SignInAsync("mia", Role.Agent, "a-3");
        await CallAsync("c-1", "a-1", ["i will kill you", "you useless cow"]);
        await CallAsync("c-2", "a-1", ["i will kill you"]);
        await CallAsync("c-3", "a-2", ["you are stupid"]);
        await CallAsync("c-4", "a-3", ["i will kill you"]);

        var json = await _priya.Http.GetStringAsync("/api/v1/care/agents", Token);

        var list = JsonSerializer.Deserialize<CareList>(json, Json.Options)!;
        Assert.Equal(["Ann", "mia", "Zoe"], list.Agents.Select(agent => agent.AgentName));
        foreach (var word in (string[])["score", "rank", "total", "index", "heat", "average"])
            Assert.DoesNotContain(word, json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_aimed_at_the_agent_is_counted_for_shift_and_week()
    {
        await CallAsync("c-1", "a-1", ["you useless cow", "hello there", "i will kill you"], minutes: 12);
        await CallAsync("c-2", "a-1", ["where is my parcel"], minutes: 30);

        var care = await OneAsync(_priya, "a-1");

        Assert.Equal((1, 1, 1), (care.Week.HardCalls, care.Week.Serious, care.Week.Critical));
        Assert.InRange(care.Week.HardMinutes, 11.9, 13);
        Assert.Equal(care.Week, care.Shift!.Exposure);
        Assert.Contains(BreakReason.CriticalMoment, care.BreakReasons);
    }

    [Fact]
    public async Task Shift_is_calm_again_the_next_day_and_the_week_remembers()
    {
        await CallAsync("c-1", "a-1", ["i will kill you"]);
        _time.Advance(TimeSpan.FromHours(14));
        await CallAsync("c-2", "a-1", ["good morning"]);
        // A sign-in does not last that long.
        var priya = await _server.SignInAsync(_priya.PersonId);

        var care = await OneAsync(priya, "a-1");

        Assert.Equal((0, 1), (care.Shift!.Exposure.HardCalls, care.Week.HardCalls));
        Assert.Empty(care.BreakReasons);
    }

    [Fact]
    public async Task False_alarm_counts_no_more()
    {
        await CallAsync("c-1", "a-1", ["you useless cow"]);
        var alert = Assert.Single((await _priya.Http.GetFromJsonAsync<AlertPage>("/api/v1/alerts?callId=c-1", Json.Options, Token))!.Alerts);
        await _priya.Http.PostJsonAsync($"/api/v1/alerts/{alert.Id}/dismiss", new { reason = "said of a film" });

        Assert.Equal(Exposure.None, (await OneAsync(_priya, "a-1")).Week);
    }

    [Fact]
    public async Task Agents_without_a_hard_call_are_a_number_and_no_names()
    {
        await CallAsync("c-1", "a-1", ["i will kill you"]);
        await CallAsync("c-2", "a-2", ["hello"]);

        var list = (await _priya.Http.GetFromJsonAsync<CareList>("/api/v1/care/agents", Json.Options, Token))!;

        Assert.Equal(("a-1", 1), (Assert.Single(list.Agents).AgentId, list.Calm));
    }

    [Fact]
    public async Task Agent_sees_their_own_and_nobody_elses()
    {
        await CallAsync("c-1", "a-1", ["i will kill you"]);
        await CallAsync("c-2", "a-2", ["i will kill you"]);
        var ann = await _server.SignInAsync("Ann", Role.Agent, "a-1");

        var own = await ann.Http.GetFromJsonAsync<AgentCare>("/api/v1/care/me", Json.Options, Token);

        Assert.Equal(("a-1", 1), (own!.AgentId, own.Week.Critical));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ann, "/api/v1/care/agents/a-2"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(ann, "/api/v1/care/agents"));
    }

    [Fact]
    public async Task Supervisor_of_another_team_and_a_reviewer_see_nothing()
    {
        await CallAsync("c-1", "a-1", ["i will kill you"]);
        var kim = await _server.SignInAsync("Kim", Role.Supervisor, null, "sales");
        var quinn = await _server.SignInAsync("Quinn", Role.Qa, null, "billing");

        Assert.Empty((await kim.Http.GetFromJsonAsync<CareList>("/api/v1/care/agents", Json.Options, Token))!.Agents);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(kim, "/api/v1/care/agents/a-1"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(quinn, "/api/v1/care/agents"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(quinn, "/api/v1/care/agents/a-1"));
    }

    private static async Task<AgentCare> OneAsync(Browser who, string agentId) =>
        (await who.Http.GetFromJsonAsync<AgentCare>($"/api/v1/care/agents/{agentId}", Json.Options, Token))!;

    private static async Task<HttpStatusCode> StatusAsync(Browser who, string path)
    {
        using var answer = await who.Http.GetAsync(path, Token);
        return answer.StatusCode;
    }

    /// <summary>A call that is over, of so many minutes until now.</summary>
    private Task CallAsync(string callId, string agentId, string[] said, int minutes = 5)
    {
        var length = (long)TimeSpan.FromMinutes(minutes).TotalMilliseconds;
        return _source.SendEventsAsync(
            [
                new { type = "call-started", callId, agentId, team = "billing", startedAt = _time.GetUtcNow().AddMinutes(-minutes) },
                .. said.Select((text, i) => (object)new
                {
                    callId, utteranceId = $"u-{i}", speaker = "customer", text, startMs = i * 30_000, endMs = (i * 30_000) + 900,
                }),
                new { type = "call-ended", callId, endedAt = _time.GetUtcNow().AddMinutes(-minutes).AddMilliseconds(length), endedBy = "customer" },
            ]);
    }
}
