using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Live;

public sealed class LiveHubTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private HttpClient _source = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _source = await _server.SourceAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Alert_reaches_a_subscribed_page_with_its_words()
    {
        await using var page = await Page.OpenAsync(_server);
        await ThreatenAsync("c-1", "billing");
        await Eventually.True(() => !page.Alerts.IsEmpty, "an alert on the page");
        var alert = page.Alerts.Values.First();
        Assert.Equal(("c-1", "billing", Severity.Critical), (alert.CallId, alert.Team, alert.Severity));
        Assert.Equal("kill you", alert.Text.Substring(alert.Highlights[0].Start, alert.Highlights[0].Length));
    }

    [Fact]
    public async Task Page_that_was_cut_off_misses_nothing_and_repeats_nothing()
    {
        var supervisor = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        var page = await Page.OpenAsync(_server);
        await ThreatenAsync("cut-1", "billing");
        await SayAsync("cut-2", "billing", 0, isFinal: false, "i'm going to kill");
        await Eventually.True(() => page.Alerts.Count == 2, "two alerts", () => page.Describe());
        var cursor = page.Cursor;
        await page.DisposeAsync();

        // Meanwhile: one is claimed, one withdrawn, one new.
        var claimed = page.Alerts.Values.Single(alert => alert.CallId == "cut-1");
        await supervisor.Http.PostJsonAsync($"/api/v1/alerts/{claimed.Id}/claim", new { });
        await SayAsync("cut-2", "billing", 1, isFinal: true, "i'm going to kill this subscription");
        await ThreatenAsync("cut-3", "billing");

        await using var again = await Page.OpenAsync(_server, cursor);
        await Eventually.True(() => again.Alerts.Count == 3, "three alerts", () => again.Describe());
        Assert.Equal(WorkState.Claimed, again.Alerts[claimed.Id].Work);
        Assert.Contains(again.Alerts.Values, alert => alert is { CallId: "cut-2", Detection: Detection.Withdrawn });
        Assert.Contains(again.Alerts.Values, alert => alert.CallId == "cut-3");
        Assert.Equal(again.Received.Count, again.Received.Distinct().Count());
        Assert.All(again.Received, one => Assert.True(one.Version > cursor, $"{one} was seen before the cut at {cursor}"));
    }

    [Fact]
    public async Task Page_that_subscribes_amid_a_storm_ends_with_what_the_store_has()
    {
        var storm = Task.WhenAll(Enumerable.Range(0, 8).Select(async line =>
        {
            for (var i = 0; i < 25; i++)
                await ThreatenAsync($"storm-{line}-{i}", "billing");
        }));
        var pages = new List<Page>();
        while (!storm.IsCompleted && pages.Count < 12)
            pages.Add(await Page.OpenAsync(_server));
        await storm;
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            await Eventually.True(() => page.Alerts.Count == 200, "200 alerts on each page", () => page.Describe());
            Assert.True(page.PushesInOrder, "pushes came out of version order");
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Supervisor_sees_their_teams_and_no_others()
    {
        var priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        await ThreatenAsync("before-r", "retention");
        await using var page = await Page.OpenAsync(_server, cookie: priya.Cookie);
        await ThreatenAsync("after-r", "retention");
        await ThreatenAsync("after-b", "billing");
        await Eventually.True(() => !page.Alerts.IsEmpty && page.Calls.ContainsKey("after-b"), "billing's alert and call");
        Assert.All(page.Alerts.Values, alert => Assert.Equal("billing", alert.Team));
        Assert.All(page.Calls.Values, call => Assert.Equal("billing", call.Team));
        var refused = await Assert.ThrowsAsync<HubException>(
            () => page.Hub.InvokeAsync<object>("Watch", "after-r", TestContext.Current.CancellationToken));
        Assert.Contains("no such call in your teams", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_of_a_call_whose_team_was_unknown_reaches_the_team_once_the_source_names_it()
    {
        var priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        await using var page = await Page.OpenAsync(_server, cookie: priya.Cookie);
        await _source.SendEventsAsync(new { callId = "early", utteranceId = "u-1", speaker = "customer", text = "i will kill you" });
        Assert.Empty(page.Alerts);

        await _source.SendEventsAsync(new { type = "call-started", callId = "early", team = "billing", agentId = "a-7" });

        await Eventually.True(() => page.Alerts.Values.Any(alert => alert is { CallId: "early", Team: "billing", AgentId: "a-7" }), "the early alert", page.Describe);
        var incidents = await priya.Http.GetStringAsync("/api/v1/incidents?callId=early", TestContext.Current.CancellationToken);
        Assert.Contains("\"team\":\"billing\"", incidents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_key_and_agents_are_not_let_onto_the_wall()
    {
        var agent = await _server.SignInAsync("Sam", Role.Agent, "a-7", "billing");
        await using var hub = _server.Hub("/hubs/live", cookie: agent.Cookie);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Watched_call_shows_what_was_said_and_then_each_new_revision()
    {
        await SayAsync("w-1", "billing", 0, isFinal: false, "hello i");
        await SayAsync("w-1", "billing", 1, isFinal: true, "hello i want a refund");
        await using var page = await Page.OpenAsync(_server);
        var said = new System.Collections.Concurrent.ConcurrentQueue<FragmentView>();
        page.Hub.On<List<FragmentView>>("Fragments", more => more.ForEach(said.Enqueue));

        var first = await page.Hub.InvokeAsync<List<FragmentView>>("Watch", "w-1", TestContext.Current.CancellationToken);
        Assert.Equal(("hello i want a refund", 1), (Assert.Single(first).Text, first[0].Revision));

        await _source.SendEventsAsync(new { callId = "w-1", utteranceId = "u-2", text = "today please" });
        await Eventually.True(() => said.Any(one => one.Text == "today please"), "the new fragment");
        await page.Hub.InvokeAsync("Unwatch", "w-1", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Disabled_person_is_cut_off_from_an_open_hub()
    {
        var priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        await using var page = await Page.OpenAsync(_server, cookie: priya.Cookie);
        await _server.Admin.PostJsonAsync($"/api/v1/admin/people/{priya.PersonId}/disable", new { });
        await Eventually.True(() => page.Hub.State == HubConnectionState.Disconnected, "the hub to be closed", () => $"{page.Hub.State}");
    }

    [Fact]
    public async Task Live_calls_are_on_the_wall_again_after_a_restart()
    {
        var data = Directory.CreateTempSubdirectory("civilline-restart-").FullName;
        try
        {
            await using (var before = await TestServer.StartOnAsync(data))
            {
                using var source = await before.SourceAsync();
                await source.SendEventsAsync(new { type = "call-started", callId = "r-1", team = "billing", agentId = "a-7" });
                await source.SendEventsAsync(new { type = "call-started", callId = "r-2" }, new { type = "call-ended", callId = "r-2" });
            }
            await using var after = await TestServer.StartOnAsync(data);
            await using var page = await Page.OpenAsync(after);
            Assert.Equal(["r-1"], page.Calls.Keys);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Banner_comes_back_after_a_restart_with_what_it_said()
    {
        var data = Directory.CreateTempSubdirectory("civilline-restart-").FullName;
        try
        {
            await using (var before = await TestServer.StartOnAsync(data))
            {
                using var source = await before.SourceAsync();
                await source.SendEventsAsync(
                    new { type = "call-started", callId = "b-1", agentId = "a-7" },
                    new { callId = "b-1", utteranceId = "u-1", speaker = "customer", text = "you useless cow" },
                    new { callId = "b-1", utteranceId = "u-2", speaker = "agent", text = "i see" });
            }
            await using var after = await TestServer.StartOnAsync(data);
            await using var page = await Page.OpenAsync(after);
            await Eventually.True(() => page.Calls["b-1"].Banner.Say is not null, "the sentence to say", () => $"{page.Calls["b-1"]}");
            Assert.Equal(("i see", LadderStep.Caution), (page.Calls["b-1"].LastWords, page.Calls["b-1"].Banner.Step));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private Task ThreatenAsync(string callId, string team) => _source.SendEventsAsync(
        new { type = "call-started", callId, team, agentId = "a-7" },
        new { callId, utteranceId = "u-1", speaker = "customer", text = "i will kill you" });

    private Task SayAsync(string callId, string team, int revision, bool isFinal, string text) => _source.SendEventsAsync(
        new { type = "call-started", callId, team, agentId = "a-7" },
        new { callId, utteranceId = "u-1", speaker = "customer", revision, isFinal, text });
}
