using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Hosting;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Calls;

public sealed class ActTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acknowledge", WorkState.Acknowledged, null)]
    [InlineData("claim", WorkState.Claimed, null)]
    [InlineData("snooze", WorkState.Snoozed, null)]
    [InlineData("resolve", WorkState.Resolved, "spoke to the caller")]
    [InlineData("dismiss", WorkState.Dismissed, "a joke between friends")]
    public async Task Work_on_an_alert_is_answered_with_the_alert_at_a_new_version(string act, WorkState work, string? reason)
    {
        var alert = await RaiseAsync();

        using var response = await PostAsync($"/api/v1/alerts/{alert.Id}/{act}", new { reason });

        var changed = await response.Content.ReadFromJsonAsync<AlertView>(Json.Options, Token);
        Assert.Equal((HttpStatusCode.OK, work), (response.StatusCode, changed!.Work));
        Assert.True(changed.Version > alert.Version);
        var kept = (await _server.CallAsync(alert.CallId)).AlertChanges[^1];
        Assert.Equal((changed.Version, work, reason), (kept.Version, kept.Work, kept.Reason));
    }

    [Theory]
    [InlineData("resolve")]
    [InlineData("dismiss")]
    public async Task A_reason_is_required_to_be_done_with_an_alert(string act)
    {
        var alert = await RaiseAsync();

        using var response = await PostAsync($"/api/v1/alerts/{alert.Id}/{act}", null);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "required", "reason");
        Assert.Equal(WorkState.Open, (await _server.AlertsAsync(alert.CallId))[0].Work);
    }

    [Fact]
    public async Task An_alert_that_does_not_exist_cannot_be_worked_on()
    {
        using var response = await PostAsync("/api/v1/alerts/al_none/claim", null);

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not-found", "id");
    }

    [Fact]
    public async Task Help_is_asked_answered_and_shown_on_the_banner_and_kept()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Started(call, "a-1", "billing"));

        using var asked = await PostAsync($"/api/v1/calls/{call}/help", null);
        using var answered = await PostAsync($"/api/v1/calls/{call}/respond", new { how = "takingOver" });

        var view = await answered.Content.ReadFromJsonAsync<CallView>(Json.Options, Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (asked.StatusCode, answered.StatusCode));
        Assert.Equal(HelpResponse.TakingOver, view!.Help!.How);
        var acts = (await _server.CallAsync(call)).Acts;
        Assert.Equal([("helpAsked", null), ("helpAnswered", "takingOver")], acts.Select(act => (act.Kind, act.Detail)));
    }

    [Fact]
    public async Task An_answer_to_help_says_how_or_is_refused()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Started(call));

        using var response = await PostAsync($"/api/v1/calls/{call}/respond", new { });

        await AssertProblemAsync(response, HttpStatusCode.BadRequest, "required", "how");
    }

    [Theory]
    [InlineData("steps")]
    [InlineData("help")]
    [InlineData("respond")]
    public async Task A_call_that_does_not_exist_cannot_be_acted_on(string act)
    {
        using var response = await PostAsync($"/api/v1/calls/{Lines.NewCall()}/{act}", new { how = "listening" });

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not-found", "callId");
    }

    [Fact]
    public async Task A_sources_key_may_neither_look_nor_act()
    {
        var alert = await RaiseAsync();
        using var source = await _server.SourceAsync();

        using var looked = await source.GetAsync("/api/v1/alerts", Token);
        using var acted = await source.PostAsync($"/api/v1/alerts/{alert.Id}/claim", null, Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (looked.StatusCode, acted.StatusCode));
    }

    private async Task<AlertView> RaiseAsync()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Ended(call));
        return Assert.Single(await _server.AlertsAsync(call));
    }

    private Task<HttpResponseMessage> PostAsync(string path, object? body) => body is null
        ? _server.Admin.PostAsync(path, null, Token)
        : _server.Admin.PostAsJsonAsync(path, body, Token);

    private static async Task AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code, string member)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((code, member), (problem.GetProperty("code").GetString(), problem.GetProperty("member").GetString()));
    }
}
