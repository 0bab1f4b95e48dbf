using System.Net;
using CivilLine.Health;
using CivilLine.Privacy;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Privacy;

public sealed class RetentionTests
{
    private readonly ShiftedTime _time = new();

    [Fact]
    public async Task Calls_go_when_their_teams_and_their_alerts_time_is_over_and_not_before()
    {
        await using var server = await StartAsync(
            "Retention:Days=30", "Retention:Categories:threat=90", "Retention:Teams:sales:Days=10", "Retention:Teams:sales:Categories:hostility=20");
        using var source = await server.SourceAsync();
        await source.CallOverAsync("c-calm", "hello");
        await source.CallOverAsync("c-threat", "i will kill you");
        await source.CallOverAsync("c-insult", "you idiot");
        await source.CallOverAsync("s-calm", "hello", team: "sales");
        await source.CallOverAsync("s-insult", "you idiot", team: "sales");
        await source.CallOverAsync("s-threat", "i will kill you, you idiot", team: "sales");
        string[] all = ["c-calm", "c-threat", "c-insult", "s-calm", "s-insult", "s-threat"];
        foreach (var call in all)
            await server.ResolveAsync(call);

        List<string> gone = [];
        foreach (var (days, goes) in ((double, string[])[])[(9.9, []), (10.1, ["s-calm"]), (20.1, ["s-insult"]), (30.1, ["c-calm", "c-insult"]), (90.1, ["c-threat", "s-threat"])])
        {
            AdvanceTo(days);
            await RanAsync(server);
            gone.AddRange(goes);
            foreach (var call in all)
                Assert.True(
                    await server.Admin.StatusAsync($"/api/v1/calls/{call}") == (gone.Contains(call) ? HttpStatusCode.NotFound : HttpStatusCode.OK),
                    $"after {days} days {call} is {(gone.Contains(call) ? "still here" : "gone")}");
        }
    }

    [Fact]
    public async Task Calls_under_a_hold_with_an_open_incident_or_without_an_end_are_never_touched()
    {
        await using var server = await StartAsync("Retention:Days=1");
        using var source = await server.SourceAsync();
        await source.CallOverAsync("c-plain", "hello");
        await source.CallOverAsync("c-held", "hello");
        await source.CallOverAsync("c-open", "i will kill you");
        await server.Admin.PostJsonAsync("/api/v1/admin/holds", new { callId = "c-held", reason = "a court asks" });
        AdvanceTo(2);
        await source.SendEventsAsync(new { callId = "c-live", utteranceId = "u-1", text = "hello", startMs = 0, endMs = 900 });

        await RanAsync(server);

        var last = (await server.GetAsync<RetentionView>("/api/v1/admin/retention")).Runs[0];
        Assert.Equal((1, 1, 0), (last.Held, last.OpenIncidents, last.Failed));
        foreach (var (call, status) in ((string, HttpStatusCode)[])[
            ("c-plain", HttpStatusCode.NotFound), ("c-held", HttpStatusCode.OK), ("c-open", HttpStatusCode.OK), ("c-live", HttpStatusCode.OK)])
            Assert.Equal((call, status), (call, await server.Admin.StatusAsync($"/api/v1/calls/{call}")));
        await server.Admin.PostJsonAsync("/api/v1/admin/holds/lift", new { callId = "c-held", reason = "the court has ruled" });
        await server.ResolveAsync("c-open");
        await RanAsync(server);
        Assert.Equal(HttpStatusCode.NotFound, await server.Admin.StatusAsync("/api/v1/calls/c-held"));
        Assert.Equal(HttpStatusCode.NotFound, await server.Admin.StatusAsync("/api/v1/calls/c-open"));
    }

    [Fact]
    public async Task Runs_are_shown_with_how_many_went_and_when_the_next_is_and_are_known_after_a_restart()
    {
        var data = TestServer.NewFolder();
        await using (var server = await StartOnAsync(data, "Retention:Days=1", "Retention:EveryMinutes=0.002"))
        {
            using var source = await server.SourceAsync();
            await source.CallOverAsync("c-1", "hello");
            await source.CallOverAsync("c-2", "hello");
            AdvanceTo(2);
            await Eventually.Seen(
                "a run that erased two calls", () => server.GetAsync<RetentionView>("/api/v1/admin/retention"), view => view.Runs.Sum(run => run.Erased) == 2);
            Assert.Contains("civilline_calls_erased_total{", await MetricsAsync(server), StringComparison.Ordinal);
        }

        await using (var server = await StartOnAsync(data, "Retention:Days=1", "Retention:EveryMinutes=600"))
        {
            var shown = await Eventually.Seen(
                "the run after the start", () => server.GetAsync<OperatorView>("/api/v1/operator"), view => view.Store.NextRetentionAt is not null);
            Assert.Equal(1, shown.Store.RetentionDays);
            Assert.InRange((shown.Store.NextRetentionAt!.Value - shown.At).TotalMinutes, 590, 600);
            Assert.Equal(2, (await server.GetAsync<RetentionView>("/api/v1/admin/retention")).Runs.Sum(run => run.Erased));
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Without_a_word_on_it_every_call_is_kept()
    {
        await using var server = await StartAsync();
        using var source = await server.SourceAsync();
        await source.CallOverAsync("c-1", "hello");
        AdvanceTo(20_000);

        var view = await server.GetAsync<RetentionView>("/api/v1/admin/retention");

        Assert.Equal([new RetentionRuleView(null, null, null)], view.Rules);
        Assert.Null(view.NextAt);
        Assert.Equal(HttpStatusCode.OK, await server.Admin.StatusAsync("/api/v1/calls/c-1"));
    }

    [Theory]
    [InlineData("Retention:Categories:rudeness=30", "rudeness")]
    [InlineData("Retention:Teams:billing:Categories:threat=0", "Retention:Teams:billing:Categories:threat")]
    [InlineData("Retention:Days=0", "Retention:Days")]
    public async Task Server_does_not_start_with_times_that_make_no_sense(string setting, string named)
    {
        var refusal = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => StartAsync(setting));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync(params string[] settings) => StartOnAsync(null, ["Retention:EveryMinutes=0.002", .. settings]);

    private Task<TestServer> StartOnAsync(string? data, params string[] settings) => TestServer.StartOnAsync(
        data, builder => builder.Services.AddSingleton<TimeProvider>(_time), settings);

    private TimeSpan _ahead;

    private void AdvanceTo(double days)
    {
        _time.Advance(TimeSpan.FromDays(days) - _ahead);
        _ahead = TimeSpan.FromDays(days);
    }

    /// <summary>Waits for a run that began after now.</summary>
    private async Task RanAsync(TestServer server)
    {
        var now = _time.GetUtcNow();
        await Eventually.Seen(
            "a run of retention", () => server.GetAsync<RetentionView>("/api/v1/admin/retention"), view => view.Runs is [var last, ..] && last.At > now);
    }

    private static Task<string> MetricsAsync(TestServer server) => server.Admin.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
}
