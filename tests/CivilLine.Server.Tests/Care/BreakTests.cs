using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Care;

public sealed class BreakTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private Browser _ann = null!;
    private Browser _sam = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _ann = await _server.SignInAsync("Ann", Role.Agent, "a-1", "billing");
        _sam = await _server.SignInAsync("Sam", Role.Supervisor, null, "billing");
        await (await _server.SourceAsync()).SendEventsAsync(
            new { type = "call-started", callId = "c-1", agentId = "a-1", team = "billing" },
            new { callId = "c-1", utteranceId = "u-1", speaker = "customer", text = "i will kill you" },
            new { type = "call-ended", callId = "c-1", endedBy = "customer" });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Supervisors_of_the_team_see_the_request_and_the_agent_sees_the_answer()
    {
        await using var desk = await DeskAsync(_sam);
        await using var banner = await BannerAsync(_ann);

        await AskAsync();
        await Eventually.True(() => desk.Seen.Any(one => one is { AgentId: "a-1", AgentName: "Ann", Answer: null }), "the request on the desk", desk.Describe);
        await AnswerAsync(_sam, "soon");
        await Eventually.True(() => banner.Seen.Any(one => one is { Answer: BreakAnswer.Soon, AnsweredBy: "Sam" }), "the answer on the banner", banner.Describe);
        await AnswerAsync(_sam, "now");
        await Eventually.True(() => banner.Seen.Any(one => one.Answer == BreakAnswer.Now), "the second answer", banner.Describe);
    }

    [Fact]
    public async Task Pages_that_open_later_find_request_and_answer()
    {
        await AskAsync();
        await AnswerAsync(_sam, "now");

        await using var desk = await DeskAsync(_sam);
        await using var banner = await BannerAsync(_ann);
        var listed = await _sam.Http.GetFromJsonAsync<BreakList>("/api/v1/care/breaks", Json.Options, Token);

        Assert.Equal(BreakAnswer.Now, Assert.Single(desk.Start.Breaks).Answer);
        Assert.Equal(desk.Start.Breaks, listed!.Breaks);
        // Found on opening; what was pushed since is the same again.
        Assert.Equal("Sam", Assert.Single(banner.Seen.Distinct()).AnsweredBy);
    }

    [Fact]
    public async Task Request_that_the_agent_takes_back_is_gone_from_the_desk_at_once_and_stays_in_the_record()
    {
        await using var desk = await DeskAsync(_sam);
        await using var banner = await BannerAsync(_ann);
        await AskAsync();
        await AnswerAsync(_sam, "soon");

        var withdrawn = (await WithdrawAsync(_ann)).Deserialize<BreakView>(Json.Options)!;
        await Eventually.True(() => desk.Seen.Any(one => one.WithdrawnAt is not null), "the desk to hear of it", desk.Describe);
        await Eventually.True(() => banner.Seen.Any(one => one.WithdrawnAt is not null), "the agent's other banner to hear of it", banner.Describe);
        using var late = await _sam.Http.PostAsJsonAsync("/api/v1/calls/c-1/break/answer", new { answer = "now" }, Token);

        Assert.Equal((BreakAnswer.Soon, "Sam"), (withdrawn.Answer!.Value, withdrawn.AnsweredBy!));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal([("breakAsked", "Ann"), ("breakAnswered", "Sam"), ("breakWithdrawn", "Ann")], await ActsAsync());
        await using var later = await DeskAsync(_sam);
        Assert.Equal(withdrawn, Assert.Single(later.Start.Breaks));
    }

    [Fact]
    public async Task Agent_asks_again_after_taking_a_request_back()
    {
        await AskAsync();
        await WithdrawAsync(_ann);
        var again = (await AskAsync()).Deserialize<BreakView>(Json.Options)!;

        Assert.Null(again.WithdrawnAt);
        Assert.Equal(["breakAsked", "breakWithdrawn", "breakAsked"], (await ActsAsync()).Select(act => act.Kind));
    }

    [Fact]
    public async Task Nobody_takes_a_request_back_in_the_agents_name()
    {
        await AskAsync();

        using var own = await _sam.Http.PostAsJsonAsync("/api/v1/calls/c-1/break/withdraw", new { }, Token);
        var bob = await _server.SignInAsync("Bob", Role.Agent, "a-2", "billing");
        using var others = await bob.Http.PostAsJsonAsync("/api/v1/calls/c-1/break/withdraw", new { }, Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (own.StatusCode, others.StatusCode));
        Assert.Equal(["breakAsked"], (await ActsAsync()).Select(act => act.Kind));
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        await AskAsync();
        var quinn = await _server.SignInAsync("Quinn", Role.Qa, null, "billing");
        var kim = await _server.SignInAsync("Kim", Role.Supervisor, null, "sales");
        var bob = await _server.SignInAsync("Bob", Role.Agent, "a-2", "billing");
        await using var reviewers = await DeskAsync(quinn);
        await using var others = await DeskAsync(kim);
        await using var own = await DeskAsync(_sam);

        await AnswerAsync(_sam, "now");
        await WithdrawAsync(_ann);
        await Eventually.True(() => own.Seen.Any(one => one.WithdrawnAt is not null), "the team's own desk to hear of all of it", own.Describe);

        Assert.Empty((BreakView[])[.. reviewers.Seen, .. others.Seen, .. reviewers.Start.Breaks, .. others.Start.Breaks]);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(quinn, "/api/v1/care/breaks"));
        foreach (var person in new[] { kim, bob })
            Assert.Empty((await person.Http.GetFromJsonAsync<BreakList>("/api/v1/care/breaks", Json.Options, Token))!.Breaks);
        foreach (var path in new[] { "/api/v1/calls/c-1", "/api/v1/calls/c-1/audit", "/api/v1/calls/c-1/evidence?format=json" })
        {
            var told = await quinn.Http.GetStringAsync(path, Token);
            Assert.DoesNotContain("breakA", told, StringComparison.Ordinal);
            Assert.DoesNotContain("breakW", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Request_and_answer_are_in_the_audit_and_in_no_incident()
    {
        var before = await IncidentAsync();
        await AskAsync();
        await AnswerAsync(_sam, "soon");

        var acts = (await _sam.Http.GetFromJsonAsync<JsonElement>("/api/v1/calls/c-1/audit", Token)).GetProperty("acts").EnumerateArray()
            .Where(act => act.GetProperty("kind").GetString()!.StartsWith("break", StringComparison.Ordinal))
            .Select(act => (act.GetProperty("kind").GetString(), act.GetProperty("by").GetString(), act.GetProperty("byId").GetString(), act.GetProperty("detail").GetString()));

        Assert.Equal([("breakAsked", "Ann", _ann.PersonId, null), ("breakAnswered", "Sam", _sam.PersonId, "soon")], acts);
        Assert.Equal(before, await IncidentAsync());
    }

    [Fact]
    public async Task Answer_that_is_none_is_refused_by_its_member()
    {
        await AskAsync();

        using var answer = await _sam.Http.PostAsJsonAsync("/api/v1/calls/c-1/break/answer", new { }, Token);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.BadRequest, "answer"), (answer.StatusCode, problem.GetProperty("member").GetString()));
    }

    [Fact]
    public async Task Agent_answers_nobody_and_asks_only_on_calls_of_their_own()
    {
        var bob = await _server.SignInAsync("Bob", Role.Agent, "a-2", "billing");
        await AskAsync();

        using var own = await _ann.Http.PostAsJsonAsync("/api/v1/calls/c-1/break/answer", new { answer = "now" }, Token);
        using var others = await bob.Http.PostAsJsonAsync("/api/v1/calls/c-1/break", new { }, Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (own.StatusCode, others.StatusCode));
    }

    [Fact]
    public async Task Policy_says_when_a_break_is_suggested_and_when_supervisors_are_reminded()
    {
        using var document = new StringContent("name: gentle\ncare: { breakReminder: 5m }\nteams: { billing: { care: { breakAfter: { critical: 0, callsEnded: 0 } } } }");
        using var put = await _server.Admin.PutAsync("/api/v1/policy", document, Token);
        put.EnsureSuccessStatusCode();

        var asked = (await AskAsync()).Deserialize<BreakView>(Json.Options)!;
        var list = (await _sam.Http.GetFromJsonAsync<CareList>("/api/v1/care/agents", Json.Options, Token))!;

        Assert.Equal(asked.AskedAt.AddMinutes(5), asked.RemindAt);
        Assert.Equal((0, 3, 20d, 0), (list.Rules.Critical, list.Rules.Serious, list.Rules.HardMinutes, list.Rules.CallsEnded));
        Assert.Empty(Assert.Single(list.Agents).BreakReasons);
    }

    private Task<JsonElement> AskAsync() => _ann.Http.PostJsonAsync("/api/v1/calls/c-1/break", new { });

    private static Task<JsonElement> WithdrawAsync(Browser who) => who.Http.PostJsonAsync("/api/v1/calls/c-1/break/withdraw", new { });

    private async Task<List<(string Kind, string By)>> ActsAsync() =>
        [.. (await _sam.Http.GetFromJsonAsync<JsonElement>("/api/v1/calls/c-1/audit", Token)).GetProperty("acts").EnumerateArray()
            .Select(act => (Kind: act.GetProperty("kind").GetString()!, By: act.GetProperty("by").GetString()!))
            .Where(act => act.Kind.StartsWith("break", StringComparison.Ordinal))];

    private static Task<JsonElement> AnswerAsync(Browser who, string answer) => who.Http.PostJsonAsync("/api/v1/calls/c-1/break/answer", new { answer });

    private async Task<string> IncidentAsync() => await _sam.Http.GetStringAsync("/api/v1/incidents?callId=c-1", Token);

    private static async Task<HttpStatusCode> StatusAsync(Browser who, string path)
    {
        using var answer = await who.Http.GetAsync(path, Token);
        return answer.StatusCode;
    }

    private async Task<Desk> DeskAsync(Browser who)
    {
        var desk = new Desk(_server.Hub("/hubs/live", cookie: who.Cookie));
        await desk.Hub.StartAsync(Token);
        desk.Start = await desk.Hub.InvokeAsync<LiveStart>("Subscribe", 0L, Token);
        return desk;
    }

    private async Task<Desk> BannerAsync(Browser who)
    {
        var banner = new Desk(_server.Hub("/hubs/agent", cookie: who.Cookie));
        await banner.Hub.StartAsync(Token);
        await banner.Hub.InvokeAsync<List<CallView>>("Subscribe", (string?)null, Token);
        foreach (var one in await banner.Hub.InvokeAsync<List<BreakView>>("Breaks", (string?)null, Token))
            banner.Seen.Enqueue(one);
        return banner;
    }

    private sealed class Desk : IAsyncDisposable
    {
        public Desk(HubConnection hub)
        {
            Hub = hub;
            hub.On<List<BreakView>>("Breaks", all => all.ForEach(Seen.Enqueue));
        }

        public HubConnection Hub { get; }

        public LiveStart Start { get; set; } = null!;

        public ConcurrentQueue<BreakView> Seen { get; } = new();

        public string Describe() => string.Join("; ", Seen);

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
