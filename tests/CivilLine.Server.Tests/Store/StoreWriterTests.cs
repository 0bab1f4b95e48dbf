using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using CivilLine.Transcripts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Store;

public sealed class StoreWriterTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = Units.At;

    private TestServer? _server;

    private TestServer Server => _server!;

    private StoreWriter Writer => Server.Services.GetRequiredService<StoreWriter>();

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task Versions_grow_in_commit_order_without_a_gap_when_many_calls_commit_at_once()
    {
        using var committed = Server.Services.GetRequiredService<CommittedUnits>().Subscribe();

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Writer.WriteAsync(Units.Of($"c-{i}", alerts: 2))));

        Assert.All(results, result => Assert.True(result.Durable));
        Assert.Equal(200, results.Select(result => result.CallKey).Distinct().Count());
        var versions = new List<long>();
        while (versions.Count < 400)
            versions.AddRange((await committed.Batches.ReadAsync(TestContext.Current.CancellationToken))
                .SelectMany(unit => unit.Alerts).Select(alert => alert.Version));
        Assert.Equal(Enumerable.Range(1, 400).Select(version => (long)version), versions);
    }

    [Fact]
    public async Task A_unit_that_cannot_be_written_fails_alone_when_others_are_in_its_batch()
    {
        var first = await Writer.WriteAsync(Units.Of("c-first"));
        var good = Enumerable.Range(0, 20).Select(i => Writer.WriteAsync(Units.Of($"c-{i}"))).ToArray();
        var bad = Writer.WriteAsync(Units.Of("c-first")); // Opens a call that is open already.
        var more = Enumerable.Range(20, 20).Select(i => Writer.WriteAsync(Units.Of($"c-{i}"))).ToArray();

        Assert.True(first.Durable);
        Assert.False((await bad).Durable);
        Assert.All(await Task.WhenAll(good), result => Assert.True(result.Durable));
        Assert.All(await Task.WhenAll(more), result => Assert.True(result.Durable));
    }

    [Fact]
    public async Task A_failed_unit_uses_up_no_version()
    {
        await Writer.WriteAsync(Units.Of("c-1", alerts: 1));
        await Writer.WriteAsync(Units.Of("c-1", alerts: 1));

        await Writer.WriteAsync(Units.Of("c-2", alerts: 1));

        Assert.Equal(2, (await Server.AlertsAsync("c-2"))[0].Version);
    }

    [Fact]
    public async Task A_change_of_an_alert_renews_its_version_and_keeps_how_it_was()
    {
        var opened = await Writer.WriteAsync(Units.Of("c-1", alerts: 1));
        var changed = Units.Of("c-1", alerts: 1);
        changed = changed with
        {
            CallKey = opened.CallKey,
            Changes = changed.Changes with
            {
                Alerts = [changed.Changes.Alerts[0] with { Alert = changed.Changes.Alerts[0].Alert with { Work = WorkState.Claimed }, By = "Priya" }],
            },
        };

        await Writer.WriteAsync(changed);

        var detail = await Server.CallAsync("c-1");
        Assert.Equal((2, WorkState.Claimed), (Assert.Single(detail.Alerts).Version, detail.Alerts[0].Work));
        Assert.Equal([(1, WorkState.Open, null), (2, WorkState.Claimed, "Priya")],
            detail.AlertChanges.Select(change => (change.Version, change.Work, change.By)));
    }

    [Fact]
    public async Task A_call_reads_back_as_it_was_written()
    {
        var facts = new CallFacts
        {
            CallId = "c-1", AgentId = "a-1", Team = "billing", Queue = "q", Language = "en", Caller = "h", StartedAt = At,
            LastHeardAt = At.AddSeconds(5), EndedAt = At.AddSeconds(9), EndedBy = CallParty.Agent, EndReason = "policy",
            PeakSeverity = Severity.Critical,
            Ladder = new LadderState(LadderStep.Warn, At, "breach", true, At, 2, At, 1.25),
            Help = new HelpState(At, "Sam", HelpResponse.Joining, "Priya", At.AddSeconds(3)),
        };
        var scores = default(CategoryScores);
        scores[Category.Sexual] = 0.123456f;
        var fragment = new ScoredFragment(
            new Fragment
            {
                CallId = "c-1", UtteranceId = "u-1", Revision = 3, IsFinal = false, Speaker = Speaker.Customer, Text = "naïve 😀",
                TextHash = new UInt128(ulong.MaxValue, 7), StartMs = 5, EndMs = 9, Sequence = 11, Confidence = 0.5,
                Language = "en", Source = "twilio",
            },
            At.AddSeconds(1), Late: true,
            new Assessment(scores, CategorySet.Empty.With(Category.Sexual), Severity.Serious, Target.Agent)) { Number = 11 };
        var unit = Units.Of("c-1");

        await Writer.WriteAsync(unit with { Changes = unit.Changes with { Facts = facts, Fragments = [fragment] } });

        var (read, _) = await Server.Services.GetRequiredService<CallStore>().FindAsync("c-1");
        Assert.Equal(facts, read!.Snapshot.Facts);
        Assert.Equal(fragment, Assert.Single(read.Snapshot.Fragments));
        Assert.Equal("key", read.OwnerKeyId);
    }

    [Fact]
    public void A_listener_that_falls_behind_is_told_when_a_batch_is_lost()
    {
        using var asleep = new CommittedUnits().Subscribe();
        for (var i = 0; i < CommittedUnits.Capacity; i++)
            asleep.Offer([]);
        var missedBefore = asleep.TakeMissed();
        asleep.Offer([]);

        Assert.False(missedBefore);
        Assert.True(asleep.TakeMissed());
        Assert.False(asleep.TakeMissed());
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(Server.Data, null));

        Assert.Contains(Server.Data, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("CIVILLINE_DATA", refusal.Message, StringComparison.Ordinal);
        Assert.True((await Writer.WriteAsync(Units.Of("c-1"))).Durable);
    }

    [Fact]
    public async Task Commits_are_synchronous_in_full_over_a_write_ahead_log()
    {
        await using var db = await Server.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode")
            .SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, await db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous")
            .SingleAsync(TestContext.Current.CancellationToken));
    }
}
