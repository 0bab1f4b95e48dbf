using System.Net;
using System.Text.Json;
using CivilLine.Review.Search;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Review;

public sealed class WhatIfTests : IAsyncLifetime
{
    private const string Path = "/api/v1/review/what-if";
    private Reviewers _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _desk = await Reviewers.StartAsync();
        await _desk.CallAsync("w-1", "you stupid thing", "you useless cow");
        await _desk.CallAsync("w-2", "retention", ["you stupid thing"]);
        await _desk.CallAsync("w-3", "good morning");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Alerts_that_another_policy_would_not_raise_are_lost_with_their_words()
    {
        var run = await RunAsync(_desk.Quinn, "categories:\n  hostility:\n    alertsFrom: serious\n");

        Assert.Equal((WhatIfState.Done, 2, 2), (run.State, run.Done, run.Total));
        Assert.Equal((2, 1, 0, 1), (run.Counts.Before, run.Counts.After, run.Counts.Gained, run.Counts.Lost));
        var example = Assert.Single(run.Examples);
        Assert.Equal((WhatIfChange.Lost, "w-1", "you stupid thing"), (example.Change, example.CallId, example.Text));
        Assert.Equal(Severity.Caution, example.Before!.Severity);
    }

    [Fact]
    public async Task Alerts_that_would_be_milder_are_moved()
    {
        var run = await RunAsync(_desk.Quinn, "categories:\n  hostility:\n    ceiling: caution\n");

        Assert.Equal((1, 0), (run.Counts.MovedDown, run.Counts.MovedUp));
        var example = Assert.Single(run.Examples);
        Assert.Equal((Severity.Serious, Severity.Caution), (example.Before!.Severity, example.After!.Severity));
    }

    [Fact]
    public async Task Search_says_which_calls_and_teams_say_whose()
    {
        var all = await RunAsync(_desk.Server.Admin, Policy, "");
        var one = await RunAsync(_desk.Server.Admin, Policy, "team=retention");

        Assert.Equal(3, all.Total);
        Assert.Equal((1, 1), (one.Total, one.Counts.Lost));
    }

    [Fact]
    public async Task Nothing_that_is_stored_is_changed()
    {
        var before = await Reviewers.GetAsync<JsonElement>(_desk.Quinn, "/api/v1/calls/w-1");
        await RunAsync(_desk.Quinn, Policy);

        Assert.Equal(before.GetRawText(), (await Reviewers.GetAsync<JsonElement>(_desk.Quinn, "/api/v1/calls/w-1")).GetRawText());
    }

    [Fact]
    public async Task Result_is_its_owners_and_is_there_after_a_restart()
    {
        var data = TestServer.NewFolder();
        try
        {
            string id;
            await using (var desk = await Reviewers.StartAsync(data: data))
            {
                await desk.CallAsync("w-1", "you stupid thing");
                id = (await RunAsync(desk.Server.Admin, Policy)).Id;
                using var other = await desk.Rosa.GetAsync($"{Path}/{id}", TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
            }
            await using var again = await TestServer.StartOnAsync(data);
            Assert.Equal(1, (await Reviewers.GetAsync<WhatIfView>(again.Admin, $"{Path}/{id}")).Counts.Lost);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Policy_with_mistakes_is_refused_with_their_lines()
    {
        var (status, answer) = await Reviewers.RefusedAsync(_desk.Quinn, Path, new { policy = "name: centre\ncategories:\n  hostility:\n    ceiling: huge\n" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(4, answer.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Same_policy_and_model_are_refused_since_nothing_would_be_other()
    {
        Assert.Equal("policy", (await Reviewers.RefusedAsync(_desk.Quinn, Path, new { })).Problem.GetProperty("member").GetString());
        Assert.Equal("model", (await Reviewers.RefusedAsync(_desk.Quinn, Path, new { model = "nowhere" })).Problem.GetProperty("member").GetString());
        Assert.Equal(
            "search.severity", (await Reviewers.RefusedAsync(_desk.Quinn, Path, new { policy = Document(Policy), search = "severity=huge" })).Problem.GetProperty("member").GetString());
    }

    [Fact]
    public async Task Run_is_cancelled_while_it_goes_on_and_keeps_what_it_found()
    {
        // More than the thread can decide before the next request.
        for (var i = 0; i < 40; i++)
            await _desk.CallAsync($"many-{i}", [.. Enumerable.Range(0, 40).Select(n => $"you stupid thing number {i} {n}")]);
        var started = await _desk.Quinn.PostJsonAsync(Path, new { policy = Document(Policy) });
        var id = started.GetProperty("id").GetString();

        await _desk.Quinn.PostJsonAsync($"{Path}/{id}/cancel", new { });
        var run = await OverAsync(_desk.Quinn, id!);

        Assert.Equal(WhatIfState.Cancelled, run.State);
        Assert.True(run.Done < run.Total, $"{run.Done} of {run.Total} were decided");
    }

    [Fact]
    public async Task Day_says_which_calls_and_those_that_go_on_are_left_out()
    {
        foreach (var day in new[] { "2026-03-01", "2026-03-02", "2026-03-03" })
            await _desk.Source.SendEventsAsync(
                new { type = "call-started", callId = day, team = "billing", startedAt = $"{day}T10:00:00Z" },
                new { callId = day, utteranceId = "u-0", speaker = "customer", text = "you stupid thing" },
                new { type = "call-ended", callId = day, endedBy = "customer" });
        await _desk.Source.SendEventsAsync(
            new { type = "call-started", callId = "on", team = "billing", startedAt = "2026-03-02T11:00:00Z" },
            new { callId = "on", utteranceId = "u-0", speaker = "customer", text = "you stupid thing" });

        var run = await RunAsync(_desk.Quinn, Policy, "from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z");

        Assert.Equal((1, 1), (run.Total, run.Counts.Lost));
        Assert.Equal("2026-03-02", Assert.Single(run.Examples).CallId);
    }

    [Fact]
    public async Task Words_say_which_calls()
    {
        await Eventually.Seen(
            "the index", () => Reviewers.SearchAsync(_desk.Quinn, "q=useless"), page => page.Calls.Count == 1);

        var run = await RunAsync(_desk.Quinn, Policy, "q=useless");

        Assert.Equal((1, 1), (run.Total, run.Counts.Lost));
    }

    private const string Policy = "categories:\n  hostility:\n    alertsFrom: serious\n";

    private static string Document(string changes) => "name: tried\n" + changes;

    private static async Task<WhatIfView> RunAsync(HttpClient who, string policy, string search = "")
    {
        var started = await who.PostJsonAsync(Path, new { policy = Document(policy), search });
        return await OverAsync(who, started.GetProperty("id").GetString()!);
    }

    private static Task<WhatIfView> OverAsync(HttpClient who, string id) => Eventually.Seen(
        "the run to be over", () => Reviewers.GetAsync<WhatIfView>(who, $"{Path}/{id}"), run => run.State > WhatIfState.Running);
}
