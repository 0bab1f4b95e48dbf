using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Live;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Calls;

public sealed class IncidentTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private HttpClient _source = null!;
    private Browser _priya = null!;
    private Browser _sam = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _source = await _server.SourceAsync();
        _priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        _sam = await _server.SignInAsync("Sam", Role.Supervisor, null, "billing");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Two_supervisors_never_hold_one_incident_and_the_second_is_told_who_has_it()
    {
        var incident = await RaiseAsync("c-1");

        var claims = await Task.WhenAll(
            _priya.Http.PostAsync($"/api/v1/incidents/{incident.Id}/claim", null, Token),
            _sam.Http.PostAsync($"/api/v1/incidents/{incident.Id}/claim", null, Token));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], claims.Select(claim => claim.StatusCode).Order());
        var winner = (await claims.Single(claim => claim.IsSuccessStatusCode).Content.ReadFromJsonAsync<IncidentView>(Json.Options, Token))!;
        var problem = await claims.Single(claim => !claim.IsSuccessStatusCode).Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Contains(winner.ClaimedBy!, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_over_is_explicit_and_audited_with_both_states()
    {
        var incident = await RaiseAsync("c-1");
        await ActAsync(_priya, incident.Id, "claim", new { });

        using var taken = await ActAsync(_sam, incident.Id, "claim", new { takeOver = true });

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var audit = await _priya.Http.GetFromJsonAsync<CallAudit>("/api/v1/calls/c-1/audit", Json.Options, Token);
        Assert.Equal(
            [("claimed", "Priya", WorkState.Open, WorkState.Claimed), ("tookOver", "Sam", WorkState.Claimed, WorkState.Claimed)],
            audit!.Acts.Select(act => (act.Kind, act.By, act.From!.Value, act.To!.Value)));
        Assert.Equal([_priya.PersonId, _sam.PersonId], audit.Acts.Select(act => act.ById));
    }

    [Fact]
    public async Task Incident_of_a_call_grows_and_is_pushed_whole_to_the_team()
    {
        await using var hub = _server.Hub("/hubs/live", cookie: _priya.Cookie);
        var pushed = new System.Collections.Concurrent.ConcurrentDictionary<long, IncidentView>();
        hub.On<List<IncidentView>>("Incidents", all => all.ForEach(one => pushed[one.Version] = one));
        await hub.StartAsync(Token);
        await hub.InvokeAsync<LiveStart>("Subscribe", 0L, Token);

        await RaiseAsync("c-1");
        await _source.SendEventsAsync(
            new { callId = "c-1", utteranceId = "u-2", speaker = "customer", text = "i will kill you", startMs = 60_000, endMs = 61_000 });

        await Eventually.True(() => pushed.Values.Any(one => one.Count == 2), "the grown incident", () => $"{pushed.Count} pushes");
        Assert.Single(pushed.Values.Select(one => one.Id).Distinct());
        var start = await hub.InvokeAsync<LiveStart>("Subscribe", 0L, Token);
        Assert.Equal((2, Scoring.Severity.Critical), (Assert.Single(start.Incidents).Count, start.Incidents[0].Severity));
    }

    [Fact]
    public async Task Incident_of_another_team_is_answered_as_if_there_were_none()
    {
        var incident = await RaiseAsync("c-1");
        var kim = await _server.SignInAsync("Kim", Role.Supervisor, null, "sales");

        using var acted = await ActAsync(kim, incident.Id, "claim", new { });
        using var read = await kim.Http.GetAsync("/api/v1/calls/c-1/audit", Token);
        var list = await kim.Http.GetFromJsonAsync<IncidentPage>("/api/v1/incidents", Json.Options, Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (acted.StatusCode, read.StatusCode));
        Assert.Empty(list!.Incidents);
    }

    [Fact]
    public async Task Resolved_incident_adds_up_under_what_the_company_did_wrong()
    {
        var incident = await RaiseAsync("c-1");

        using var resolved = await ActAsync(_priya, incident.Id, "resolve", new { reason = "called back", rootCause = "wait", rootCauseNote = "an hour" });

        Assert.Equal(HttpStatusCode.OK, resolved.StatusCode);
        var causes = await _priya.Http.GetFromJsonAsync<RootCauses>("/api/v1/work/root-causes?team=billing", Json.Options, Token);
        Assert.Equal((1, new RootCauseCount("wait", 1, "c-1")), (causes!.Resolved, Assert.Single(causes.Causes)));
        var detail = await _priya.Http.GetFromJsonAsync<CallDetail>("/api/v1/calls/c-1", Json.Options, Token);
        Assert.Equal((WorkState.Resolved, "an hour", 0), (detail!.Incident!.Work, detail.Incident.RootCauseNote, detail.Incident.OpenCount));
    }

    [Fact]
    public async Task Label_of_a_false_alarm_is_found_with_its_words_for_training()
    {
        var incident = await RaiseAsync("c-1");

        using var dismissed = await ActAsync(_priya, incident.Id, "dismiss", new { reason = "said of a film", label = "none" });

        Assert.Equal(HttpStatusCode.OK, dismissed.StatusCode);
        var labelled = await _priya.Http.GetFromJsonAsync<AlertPage>("/api/v1/alerts?labelled=true", Json.Options, Token);
        Assert.Equal(("none", "you are stupid"), (Assert.Single(labelled!.Alerts).Label, labelled.Alerts[0].Text));
    }

    [Fact]
    public async Task Times_are_told_by_team_and_name_nobody()
    {
        var incident = await RaiseAsync("c-1");
        await ActAsync(_priya, incident.Id, "acknowledge", new { });
        await ActAsync(_priya, incident.Id, "resolve", new { reason = "done" });
        await RaiseAsync("c-2");

        var json = await _priya.Http.GetStringAsync("/api/v1/work/times", Token);

        var team = Assert.Single(JsonSerializer.Deserialize<WorkTimes>(json, Json.Options)!.Teams);
        Assert.Equal(("billing", 1, 1, 1), (team.Team, team.Acknowledged.Count, team.Resolved.Count, team.Waiting));
        Assert.True(team.Resolved.MedianMs >= team.Acknowledged.MedianMs);
        Assert.DoesNotContain("a-1", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Priya", json, StringComparison.Ordinal);
        await Eventually.Seen(
            "the team's time among the metrics",
            async () => (await _server.Admin.GetStringAsync("/metrics", Token)).Split('\n').Where(line => line.StartsWith("civilline_incident", StringComparison.Ordinal)).ToList(),
            lines => lines.Exists(line => line.StartsWith("civilline_incident_seen_seconds_count", StringComparison.Ordinal) && line.Contains("team=\"billing\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Agent_may_end_their_own_call_with_a_reason_and_not_anothers()
    {
        await RaiseAsync("c-1");
        var ann = await _server.SignInAsync("Ann", Role.Agent, "a-1");
        var bob = await _server.SignInAsync("Bob", Role.Agent, "a-2");

        using var foreign = await bob.Http.PostAsJsonAsync("/api/v1/calls/c-1/end", new { reason = "?" }, Token);
        using var own = await ann.Http.PostAsJsonAsync("/api/v1/calls/c-1/end", new { reason = "would not stop" }, Token);

        var view = await own.Content.ReadFromJsonAsync<CallView>(Json.Options, Token);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(
            (Transcripts.CallParty.Agent, "Ann", "would not stop", LadderStep.Caution),
            (view!.EndedBy, view.EndedByName, view.EndReason, view.EndStep));
    }

    [Fact]
    public async Task Earlier_call_of_the_caller_is_linked_with_its_outcome_for_supervisors_and_raises_no_step()
    {
        await RaiseAsync("c-1", caller: "h-77");
        await _source.SendEventsAsync(new { type = "call-ended", callId = "c-1", endedBy = "agent", reason = "abuse" });
        await _source.SendEventsAsync(new { type = "call-started", callId = "c-2", agentId = "a-1", team = "billing", caller = "h-77" });
        var ann = await _server.SignInAsync("Ann", Role.Agent, "a-1");

        var earlier = await _priya.Http.GetFromJsonAsync<EarlierCalls>("/api/v1/calls/c-2/earlier", Json.Options, Token);
        using var agents = await ann.Http.GetAsync("/api/v1/calls/c-2/earlier", Token);

        var linked = Assert.Single(earlier!.Calls);
        Assert.Equal(("c-1", CallOutcome.Ended, LadderStep.Caution, "abuse"), (linked.CallId, linked.Outcome, linked.Step, linked.EndReason));
        Assert.Equal(HttpStatusCode.Forbidden, agents.StatusCode);
        Assert.Equal(LadderStep.Calm, (await _priya.Http.GetFromJsonAsync<CallDetail>("/api/v1/calls/c-2", Json.Options, Token))!.Call.Step);
    }

    [Fact]
    public async Task Rules_of_the_work_are_told_to_pages()
    {
        var rules = await _priya.Http.GetFromJsonAsync<WorkRulesView>("/api/v1/work/rules?team=billing", Json.Options, Token);

        Assert.Equal((10, 60, 30, false), (rules!.SnoozeMinutes, rules.LongestSnoozeMinutes, rules.NotificationsPerHour, rules.QuietNow));
        Assert.Contains("broken-promise", rules.RootCauses);
    }

    [Theory]
    [InlineData("snooze", """{"minutes":0}""", "minutes")]
    [InlineData("snooze", """{"minutes":90}""", "until")]
    [InlineData("resolve", """{}""", "reason")]
    [InlineData("resolve", """{"reason":"x","rootCause":"rain"}""", "rootCause")]
    [InlineData("dismiss", """{"reason":"x","label":"rude"}""", "label")]
    public async Task Bad_act_is_refused_by_member(string act, string body, string member)
    {
        var incident = await RaiseAsync("c-1");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await _priya.Http.PostAsync($"/api/v1/incidents/{incident.Id}/{act}", content, Token);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.BadRequest, member), (response.StatusCode, problem.GetProperty("member").GetString()));
    }

    private async Task<IncidentView> RaiseAsync(string callId, string? caller = null)
    {
        await _source.SendEventsAsync(
            new { type = "call-started", callId, agentId = "a-1", team = "billing", caller },
            new { callId, utteranceId = "u-1", speaker = "customer", text = "you are stupid" });
        var page = await _server.Admin.GetFromJsonAsync<IncidentPage>($"/api/v1/incidents?open=true&callId={callId}", Json.Options, Token);
        return Assert.Single(page!.Incidents);
    }

    private static Task<HttpResponseMessage> ActAsync(Browser browser, string id, string act, object body) =>
        browser.Http.PostAsJsonAsync($"/api/v1/incidents/{id}/{act}", body, Token);
}
