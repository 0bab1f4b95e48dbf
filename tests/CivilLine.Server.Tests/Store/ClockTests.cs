using CivilLine.Calls;
using CivilLine.Hosting;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Store;

public sealed class ClockTests
{
    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromHours(3), TimeSpan.FromHours(-7), TimeSpan.FromHours(26), TimeSpan.FromHours(-30), TimeSpan.FromHours(8)];

    private static readonly string[] Said =
        [ScriptedScorer.Harmless, ScriptedScorer.Insult, ScriptedScorer.Threat, "thank you", ScriptedScorer.Insult, ScriptedScorer.Threat];

    /// <summary>Every tenth of a second the sweep looks for calls that are silent, and for incidents that are due.</summary>
    private static readonly string[] Sweeping = ["Calls:SweepSeconds=0.05", "Calls:DueSeconds=0.05"];

    [Fact]
    public async Task A_clock_that_is_set_back_and_forth_loses_and_doubles_nothing_and_versions_only_grow()
    {
        var clock = new SteppedTime();
        await using var steady = await TestServer.StartAsync(Sweeping);
        await using var stepped = await TestServer.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(new SteadyTime(clock)), Sweeping);

        var expected = await PlayAsync(steady, _ => { });
        var record = await PlayAsync(stepped, i => clock.Step(Steps[i % Steps.Length]));

        Assert.Equal(expected.Call, record.Call);
        Assert.Equal(expected.Cursors, record.Cursors);
        Assert.Equal(record.Cursors.Order(), record.Cursors);
    }

    [Fact]
    public async Task A_clock_that_is_set_is_told_by_the_readiness_check()
    {
        var clock = new SteppedTime();
        await using var server = await TestServer.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(new SteadyTime(clock)));
        clock.Step(TimeSpan.FromHours(-5));

        var ready = await server.Admin.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Contains("behind the server\\u0027s time", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_started_with_a_clock_that_was_put_back_goes_on_where_it_was()
    {
        var folder = TestServer.NewFolder();
        var clock = new SteppedTime();
        void Configure(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
            builder.Services.AddSingleton<TimeProvider>(new SteadyTime(clock));
        long before;
        await using (var first = await TestServer.StartOnAsync(folder, Configure))
        {
            await first.PostAsync(Lines.Started("c-1", "a-1"), Lines.Said("c-1", "u-1", ScriptedScorer.Threat));
            before = Assert.Single(await first.AlertsAsync("c-1")).Version;
        }
        clock.Step(TimeSpan.FromHours(-4));

        await using (var next = await TestServer.StartOnAsync(folder, Configure))
        {
            Assert.Equal(1, (await next.PostAsync(Lines.Said("c-1", "u-1", ScriptedScorer.Threat))).Duplicates);
            Assert.Equal(1, (await next.PostAsync(Lines.Said("c-1", "u-2", "you useless cow"))).Accepted);
            var call = await next.CallAsync("c-1");
            Assert.Equal(2, call.Fragments.Count);
            Assert.Null(call.Call.EndedAt);
            Assert.True(call.Alerts.Max(alert => alert.Version) > before);
            Assert.True(call.Call.LastHeardAt >= call.Call.StartedAt);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(IReadOnlyList<string> Call, IReadOnlyList<long> Cursors)> PlayAsync(TestServer server, Action<int> before)
    {
        var cursors = new List<long>();
        await server.PostAsync(Lines.Started("c-1", "a-1", "t-1"));
        for (var i = 0; i < Said.Length; i++)
        {
            before(i);
            Assert.Equal(1, (await server.PostAsync(Lines.Said("c-1", $"u-{i}", Said[i], startMs: i * 2000, endMs: (i * 2000) + 1500))).Accepted);
            cursors.Add((await server.GetAsync<AlertPage>("/api/v1/alerts?after=0")).Next);
        }
        before(Said.Length);
        Assert.Equal(1, (await server.PostAsync(Lines.Ended("c-1"))).Accepted);
        var call = await server.CallAsync("c-1");
        return (
        [
            .. call.Fragments.Select(one => $"{one.UtteranceId} {one.Text} late {one.Late} {one.StartMs}"),
            .. call.Alerts.Select(one => $"{one.Category} {one.Severity} {one.Detection} {one.Work} {string.Join(' ', one.UtteranceIds)}"),
            .. call.Moves.Select(one => $"{one.From} {one.To} {one.Rule}"),
            .. call.Acts.Select(one => one.Kind),
            $"{call.Call.Step} {call.Call.EndedBy}",
        ], cursors);
    }
}
