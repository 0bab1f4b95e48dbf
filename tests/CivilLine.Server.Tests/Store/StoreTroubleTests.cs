using System.Net;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Health;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Ingest;
using CivilLine.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Store;

/// <summary>What is acknowledged is durable whatever the store suffers, an administrator learns what that is, and it passes by itself.</summary>
public sealed class StoreTroubleTests
{
    private static readonly string[] Quick = ["Store:LockWaitMs=20", "Store:Retries=1", "Store:RetryDelayMs=1", "Store:ProbeMs=20"];

    [Fact]
    public async Task Events_are_answered_busy_while_another_process_holds_the_lock_and_taken_once_it_lets_go()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await server.PostAsync(Lines.Said("c-1", "u-1", ScriptedScorer.Harmless));
        using var socket = await EventSocket.OpenAsync(server);
        await using (var locked = LockedStore.Of(server))
        {
            var posted = await server.PostAsync(Lines.Said("c-1", "u-2", ScriptedScorer.Threat));
            await socket.SendAsync(Lines.Said("c-2", "u-1", ScriptedScorer.Threat));

            Assert.Equal((HttpStatusCode.TooManyRequests, 0, "busy"), (posted.Status, posted.Accepted, Assert.Single(posted.Rejected).Code));
            Assert.Contains("\"busy\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
        }

        await WellAsync(server);
        Assert.Equal(1, (await server.PostAsync(Lines.Said("c-1", "u-2", ScriptedScorer.Threat))).Accepted);
        await socket.SendAsync(Lines.Said("c-2", "u-1", ScriptedScorer.Threat));
        Assert.StartsWith("""{"ack":""", await socket.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Equal(["c-1", "c-2"], (await server.GetAsync<AlertPage>("/api/v1/alerts?after=0")).Alerts.Select(alert => alert.CallId));
    }

    [Fact]
    public async Task Readiness_and_the_operator_page_name_the_lock_and_are_well_again_without_another_event()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await using (var locked = LockedStore.Of(server))
        {
            await server.PostAsync(Lines.Said("c-1", "u-1", ScriptedScorer.Harmless));

            Assert.Contains("locked by another process", await StoreDetailAsync(server), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(server));
            var queues = (await server.GetAsync<OperatorView>("/api/v1/operator")).Queues;
            Assert.True(queues.WriterFails);
            Assert.Contains("locked by another process", queues.WriterTrouble, StringComparison.Ordinal);
        }

        await WellAsync(server);
    }

    [Fact]
    public async Task Pages_read_on_while_nothing_can_be_written_and_acts_are_answered_busy()
    {
        await using var server = await TestServer.StartAsync(Quick);
        await server.PostAsync(Lines.Said("c-1", "u-1", ScriptedScorer.Threat));
        await using var locked = LockedStore.Of(server);

        Assert.Single((await server.CallAsync("c-1")).Fragments);
        var alert = Assert.Single(await server.AlertsAsync("c-1"));
        using var act = await server.Admin.PostAsync($"/api/v1/alerts/{alert.Id}/claim", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, act.StatusCode);
    }

    [Fact]
    public async Task What_only_a_unit_is_to_blame_for_leaves_the_store_well()
    {
        await using var server = await TestServer.StartAsync(Quick);
        var condition = server.Services.GetRequiredService<StoreCondition>();
        var statements = server.Services.GetRequiredService<StoreWriter>();
        await statements.WriteAsync(Units.Of("c-1"));

        Assert.False((await statements.WriteAsync(Units.Of("c-1"))).Durable);

        Assert.Null(condition.Trouble);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(server));
    }

    [Fact]
    public void A_disk_is_told_to_be_slow_once_five_commits_in_a_row_were()
    {
        var condition = new StoreCondition(Microsoft.Extensions.Options.Options.Create(new StoreOptions()));
        for (var i = 0; i < 4; i++)
            condition.Committed(TimeSpan.FromMilliseconds(500));
        var afterFour = condition.Slow;
        condition.Committed(TimeSpan.FromMilliseconds(400));
        var afterFive = condition.Slow;
        condition.Committed(TimeSpan.FromMilliseconds(3));

        Assert.Equal((null, TimeSpan.FromMilliseconds(400), null), (afterFour, afterFive, condition.Slow));
    }

    [Fact]
    public async Task A_damaged_table_is_told_and_calls_that_do_not_need_the_damaged_page_go_on_being_read()
    {
        var folder = TestServer.NewFolder();
        await using (var first = await TestServer.StartOnAsync(folder))
            await first.PostAsync(Lines.Started("c-1"), Lines.Said("c-1", "u-1", ScriptedScorer.Threat));
        SpoilTable(folder, "Fragments");

        await using (var server = await TestServer.StartOnAsync(folder, null, Quick))
        {
            using var detail = await server.Admin.GetAsync("/api/v1/calls/c-1", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, detail.StatusCode);
            Assert.Equal("store", (await JsonDocument.ParseAsync(await detail.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)))
                .RootElement.GetProperty("code").GetString());
            Assert.Contains("civilline restore", await StoreDetailAsync(server), StringComparison.Ordinal);
            var said = await server.PostAsync(Lines.Said("c-2", "u-1", ScriptedScorer.Harmless));
            Assert.Equal((HttpStatusCode.TooManyRequests, 0), (said.Status, said.Accepted));
            Assert.Single(await server.AlertsAsync("c-1"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name_when_the_server_starts()
    {
        var folder = TestServer.NewFolder();
        var file = Path.Combine(folder, StoreDatabase.FileName);
        await File.WriteAllTextAsync(file, new string('x', 9000), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartOnAsync(folder));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("civilline restore", refusal.Message, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static void SpoilTable(string folder, string table)
    {
        var file = Path.Combine(folder, StoreDatabase.FileName);
        long page, bytes;
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA wal_checkpoint(TRUNCATE); SELECT rootpage FROM sqlite_master WHERE name = '{table}'";
            using (var rows = command.ExecuteReader())
            {
                rows.NextResult();
                rows.Read();
                page = rows.GetInt64(0);
            }
            command.CommandText = "PRAGMA page_size";
            bytes = (long)command.ExecuteScalar()!;
        }
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Position = (page - 1) * bytes;
        stream.Write(Enumerable.Repeat((byte)0xAB, (int)bytes).ToArray());
    }

    private static Task<string> WellAsync(TestServer server) => Eventually.Seen(
        "the store to be well again", () => StoreDetailAsync(server), detail => detail.StartsWith("the writer runs", StringComparison.Ordinal));

    private static async Task<string> StoreDetailAsync(TestServer server)
    {
        using var answer = await server.Admin.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("checks").GetProperty("store").GetProperty("detail").GetString()!;
    }

    private static async Task<HttpStatusCode> ReadyAsync(TestServer server)
    {
        using var answer = await server.Anonymous.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
