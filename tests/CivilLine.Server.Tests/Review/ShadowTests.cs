using CivilLine.Hosting;
using CivilLine.Review.Shadow;
using CivilLine.Review.WhatIf;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Cli;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed class ShadowTests
{
    private const string Path = "/api/v1/review/shadow";
    private const string Setting = "Scoring:Shadow:Model";

    [Fact]
    public async Task Alerts_gained_lost_and_moved_are_counted_by_category_and_severity_once_a_call_is_over()
    {
        await using var desk = await StartAsync(new ShadowScorer());
        await desk.CallAsync("lost", "you stupid thing");
        await desk.CallAsync("gained", "you total muppet");
        await desk.CallAsync("milder", "you useless cow");
        await desk.CallAsync("same", "i will kill you");

        var view = await SeenAsync(desk, one => one.Calls == 4);

        Assert.Equal((ShadowScorer.Version, "scripted-1", 8L, 0L), (view.Model, view.Active, view.Scored, view.Dropped));
        Assert.Equal(
            [
                new ShadowRow(Category.Threat, Severity.Critical, new ShadowCounts(1, 0, 0, 0, 0, 0)),
                new ShadowRow(Category.Hostility, Severity.Caution, new ShadowCounts(0, 0, 1, 0, 1, 0)),
                new ShadowRow(Category.Hostility, Severity.Serious, new ShadowCounts(0, 1, 0, 0, 0, 0)),
            ],
            view.Rows);
        Assert.Equal(
            [(WhatIfChange.Moved, "milder"), (WhatIfChange.Gained, "gained"), (WhatIfChange.Lost, "lost")],
            view.Examples.Select(one => (one.Change, one.CallId)));
    }

    [Fact]
    public async Task Call_is_acknowledged_and_alerted_without_the_shadow_and_stays_to_the_byte_as_it_was()
    {
        using var gate = new ManualResetEventSlim();
        await using var desk = await StartAsync(new ShadowScorer(gate));
        await desk.CallAsync("c-1", "you stupid thing", "you total muppet");
        Assert.Single(await desk.Server.AlertsAsync("c-1"));
        var before = StoredCalls.Dump(desk.Server.Data);

        gate.Set();
        var view = await SeenAsync(desk, one => one.Calls == 1);

        Assert.Equal(2, view.Examples.Count);
        Assert.Equal(before, StoredCalls.Dump(desk.Server.Data));
    }

    [Fact]
    public async Task Turns_that_the_shadow_is_too_slow_for_are_left_out_and_counted()
    {
        using var gate = new ManualResetEventSlim();
        await using var desk = await StartAsync(new ShadowScorer(gate), "Scoring:Shadow:Queue=1");
        for (var i = 0; i < 5; i++)
            await desk.CallAsync($"c-{i}", "you stupid thing");
        Assert.Single(await desk.Server.AlertsAsync("c-4"));

        // One call is in its hands and one waits, or only one where its thread had not begun.
        await SeenAsync(desk, one => one.Dropped >= 6);
        gate.Set();

        await SeenAsync(desk, one => one.Waiting == 0 && one.Scored + one.Dropped == 10);
    }

    [Fact]
    public async Task Newest_differences_are_kept_and_shown_to_those_who_may_open_the_call()
    {
        await using var desk = await StartAsync(new ShadowScorer(), "Scoring:Shadow:Examples=2");
        await desk.CallAsync("first", "you stupid thing");
        await desk.CallAsync("second", "you stupid thing");
        await desk.CallAsync("third", "retention", ["you stupid thing"]);
        await SeenAsync(desk, one => one.Calls == 3);

        Assert.Equal(["second"], (await Reviewers.GetAsync<ShadowView>(desk.Quinn, Path)).Examples.Select(one => one.CallId));
        Assert.Equal(["third"], (await Reviewers.GetAsync<ShadowView>(desk.Elsewhere, Path)).Examples.Select(one => one.CallId));
    }

    [Fact]
    public async Task Bundle_that_the_configuration_names_runs_along()
    {
        var folder = TestServer.NewFolder();
        try
        {
            await using var desk = await Reviewers.StartAsync(settings: [$"{Setting}={TinyModel.Train(folder, "tiny")}"]);
            await desk.CallAsync("c-1", "telling hostility word 2");

            var view = await SeenAsync(desk, one => one.Calls == 1);

            Assert.Equal("tiny", view.Model);
            Assert.Equal(Category.Hostility, Assert.Single(view.Examples).After!.Category);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Server_refuses_to_start_with_a_shadow_that_is_no_bundle()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => TestServer.StartAsync($"{Setting}=/nowhere"));

        Assert.StartsWith("Scoring:Shadow:Model is '/nowhere' and must be a model bundle's folder.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_a_shadow_says_so()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Null((await server.GetAsync<ShadowView>(Path)).Model);
    }

    private static Task<Reviewers> StartAsync(ShadowScorer scorer, params string[] settings) => Reviewers.StartAsync(
        builder => builder.Services.AddSingleton(new ShadowModel(scorer)), settings: [$"{Setting}=scripted", .. settings]);

    private static Task<ShadowView> SeenAsync(Reviewers desk, Func<ShadowView, bool> satisfies) => Eventually.Seen(
        "the shadow", () => Reviewers.GetAsync<ShadowView>(desk.Server.Admin, Path), satisfies);
}
