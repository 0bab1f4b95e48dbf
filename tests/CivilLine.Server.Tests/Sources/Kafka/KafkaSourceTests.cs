using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Health;
using CivilLine.Ingest;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Shared;
using CivilLine.Sources;
using CivilLine.Sources.Kafka;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CivilLine.Server.Tests.Sources.Kafka;

public sealed class KafkaSourceTests : IDisposable
{
    private const string Topic = "transcripts";

    private readonly MockKafka _kafka = new();

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task Messages_of_a_topic_are_heard_and_alert_and_are_committed()
    {
        var call = Lines.NewCall();
        await _kafka.SayAsync(Topic, 0, Lines.Started(call, "a-1", "billing"));
        await _kafka.SayAsync(Topic, 0, Lines.Said(call, "u-1", ScriptedScorer.Threat));
        await using var server = await StartAsync();

        await AlertsAsync(server, call, 1);

        Assert.Equal("billing", (await server.CallAsync(call)).Call.Team);
        Assert.Equal(2, (await StateAsync(server, "all to be taken", state => state.Messages == 2 && state.LagMessages == 0)).Messages);
        await Eventually.Seen("the commit", () => Task.FromResult(_kafka.CommittedIn(Topic, 0, "civilline")), offset => offset == 2);
        Assert.Equal(new SourceBacklog(0, 0), CountsOf(server).Backlog);
        var (status, detail) = await CheckAsync(server);
        Assert.Equal("healthy", status);
        Assert.Contains("desk: connected for", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendors_messages_are_told_of_their_call_by_header_or_key()
    {
        var (byHeader, byKey) = (Lines.NewCall(), Lines.NewCall());
        await _kafka.SayAsync(Topic, 0, Result(ScriptedScorer.Threat), "nobody", ("callId", byHeader), ("team", "billing"), ("speaker", "customer"), ("offsetMs", "60000"));
        await _kafka.SayAsync(Topic, 0, Result(ScriptedScorer.Insult), "nobody", ("callId", byHeader), ("offsetMs", "soon"));
        await _kafka.SayAsync(Topic, 1, Result(ScriptedScorer.Insult), byKey);
        await using var server = await StartAsync("Sources:desk:Format=vosk", "Sources:desk:Kafka:KeyIsCall=true");

        await AlertsAsync(server, byHeader, 1);
        await AlertsAsync(server, byKey, 1);

        var heard = await server.CallAsync(byHeader);
        Assert.Equal("billing", heard.Call.Team);
        Assert.InRange(Assert.Single(heard.Fragments).StartMs, 60_000, 90_000);
        Assert.Equal(1, (await StateAsync(server, "what has a wrong offset to be passed over", state => state.Refused == 1)).Refused);
    }

    [Fact]
    public async Task What_cannot_be_read_is_counted_named_and_passed_over()
    {
        var call = Lines.NewCall();
        await _kafka.SayAsync(Topic, 0, "words that are no json");
        await _kafka.SayAsync(Topic, 0, [0xff, 0xfe, 0x00]);
        await _kafka.SayAsync(Topic, 0, """{"type":"fragment","callId":"c 1"}""");
        await _kafka.SayAsync(Topic, 0, Encoding.UTF8.GetBytes(new string('x', SourceStream.MessageBytes + 1)));
        await _kafka.SayAsync(Topic, 0, (byte[]?)null);
        await _kafka.SayAsync(Topic, 0, Lines.Said(call, "u-1", ScriptedScorer.Threat));
        await using var server = await StartAsync();

        await AlertsAsync(server, call, 1);

        var state = await StateAsync(server, "all to be taken", one => one.Messages == 6);
        Assert.Equal(4, state.Refused);
        Assert.Contains("partition 0 at 3: The message has 1048577 bytes", state.LastRefusal, StringComparison.Ordinal);
        Assert.Equal(4, CountsOf(server).Rejected);
        var (status, detail) = await CheckAsync(server);
        Assert.Equal("healthy", status);
        Assert.Contains("4 passed over", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("no json", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_answered_busy_pauses_its_partition_and_is_sent_again_in_order()
    {
        var call = Lines.NewCall();
        await MakeTopicAsync();
        await using var server = await StartAsync("Store:LockWaitMs=10", "Store:Retries=1", "Store:RetryDelayMs=10");
        await StateAsync(server, "its partitions", state => state.Partitions.Count == MockKafka.Partitions);
        using (var intruder = new SqliteConnection($"Data Source={Path.Combine(server.Data, "civilline.db")};Pooling=False"))
        {
            intruder.Open();
            using var transaction = intruder.BeginTransaction(deferred: false);
            for (var i = 0; i < 8; i++)
                await _kafka.SayAsync(Topic, 2, Lines.Said(call, "u-1", $"{i} {ScriptedScorer.Threat}", i));
            var busy = await StateAsync(server, "the partition to be busy", state => state.IsBusy && state.LagMessages == 8);
            Assert.Equal([2], busy.Partitions.Where(partition => partition.IsBusy).Select(partition => partition.Number));
            Assert.InRange(busy.LagMs, 1, 60_000);
            var (status, detail) = await CheckAsync(server);
            Assert.Equal("degraded", status);
            Assert.Contains("1 paused as busy", detail, StringComparison.Ordinal);
            Assert.Equal(8, CountsOf(server).Backlog!.Messages);
            var listed = await server.Admin.GetFromJsonAsync<JsonElement>("/api/v1/sources", TestContext.Current.CancellationToken);
            var topic = listed.GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "desk").GetProperty("topic");
            Assert.Equal((8, true, true), (topic.GetProperty("lagMessages").GetInt64(), topic.GetProperty("isBusy").GetBoolean(), topic.GetProperty("isConnected").GetBoolean()));
        }

        var after = await StateAsync(server, "all to be taken", state => state is { Messages: 9, IsBusy: false, LagMessages: 0 });

        Assert.Equal(0, after.Refused);
        // A revision that had overtaken another would have made that one a duplicate.
        Assert.Equal((8, 0), (CountsOf(server).Accepted, CountsOf(server).Duplicates));
        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => $"{i} {ScriptedScorer.Threat}"), (await server.CallAsync(call)).Fragments.Select(fragment => fragment.Text));
    }

    [Fact]
    public async Task A_long_backlog_is_taken_in_order_by_small_memory()
    {
        var call = Lines.NewCall();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => _kafka.SayAsync(Topic, 1, Lines.Said(call, "u-1", new string('x', 4000), i))));
        await using var server = await StartAsync("Sources:desk:Kafka:BufferMiB=1");

        await StateAsync(server, "all to be taken", state => state.Messages == 400);

        Assert.Equal((400, 0), (CountsOf(server).Accepted, CountsOf(server).Duplicates));
    }

    [Fact]
    public async Task A_server_that_stops_and_starts_again_goes_on_where_it_was()
    {
        var (before, after) = (Lines.NewCall(), Lines.NewCall());
        await _kafka.SayAsync(Topic, 0, Lines.Said(before, "u-1", ScriptedScorer.Threat));
        await using (var server = await StartAsync("Sources:desk:Kafka:CommitMs=3600000"))
            await StateAsync(server, "all to be taken", state => state.Messages == 1);
        // The server waits some seconds alone for its client to take leave, which commits.
        await Eventually.Seen("the commit", () => Task.FromResult(_kafka.CommittedIn(Topic, 0, "civilline")), offset => offset == 1);
        await _kafka.SayAsync(Topic, 0, Lines.Said(after, "u-1", ScriptedScorer.Threat));

        await using var next = await StartAsync();
        await AlertsAsync(next, after, 1);

        Assert.Equal(1, (await StateAsync(next, "no more", state => state.LagMessages == 0)).Messages);
    }

    [Fact]
    public async Task Two_servers_of_a_group_share_the_partitions_and_lose_nothing_while_they_do()
    {
        string[] quick = ["Sources:desk:Kafka:Client:session_timeout_ms=3000", "Sources:desk:Kafka:Client:heartbeat_interval_ms=300"];
        var call = Lines.NewCall();
        await MakeTopicAsync();
        await using var first = await StartAsync(quick);
        await StateAsync(first, "all partitions", state => state.Partitions.Count == MockKafka.Partitions);
        var said = new List<string>();
        await using var second = await StartAsync(quick);

        var settled = () => Half(first) && Half(second);
        await Eventually.True(
            () =>
            {
                // What is said while partitions move is what could be lost.
                var id = $"u-{said.Count}";
                said.Add(id);
                _ = _kafka.SayAsync(Topic, said.Count % MockKafka.Partitions, Lines.Said($"{call}-{said.Count % MockKafka.Partitions}", id, "words"));
                return settled();
            },
            "both to have half of the partitions", () => $"{PartitionsOf(first)} and {PartitionsOf(second)}");
        // One more in each, so that there is something for the second to take.
        for (var partition = 0; partition < MockKafka.Partitions; partition++)
        {
            said.Add($"u-last-{partition}");
            await _kafka.SayAsync(Topic, partition, Lines.Said($"{call}-{partition}", said[^1], "words"));
        }

        var heard = await Eventually.Seen(
            "all words", () => HeardAsync(call, first, second), ids => ids.Order().SequenceEqual(said.Order()));
        Assert.Equal(said.Count, heard.Count);
        var (one, other) = (StateOf(first), StateOf(second));
        Assert.Empty(one.Partitions.Select(partition => partition.Number).Intersect(other.Partitions.Select(partition => partition.Number)));
        Assert.True(other.Messages > 0, "The second server took none.");
    }

    [Fact]
    public async Task Brokers_that_go_away_degrade_readiness_and_do_not_keep_the_server_from_stopping()
    {
        var call = Lines.NewCall();
        await _kafka.SayAsync(Topic, 0, Lines.Said(call, "u-1", ScriptedScorer.Threat));
        await using var server = await StartAsync("Sources:desk:Kafka:Client:statistics_interval_ms=200", "Sources:desk:Kafka:CommitMs=3600000");
        await StateAsync(server, "the message", state => state.Messages == 1);

        _kafka.Dispose();
        var (status, detail) = await Eventually.Seen("the loss", () => CheckAsync(server), check => check.Status == "degraded");

        await server.Services.GetRequiredService<KafkaSources>().StopAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Contains("desk: not connected", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_may_deliver_to_a_source_that_is_read_from_a_topic()
    {
        await using var server = await StartAsync();
        using var client = server.Client("whatever-secret-it-is");
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync("/api/v1/sources/desk", body, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("Servers=", "Kafka:Servers is missing")]
    [InlineData("Topic=a topic", "Kafka:Topic")]
    [InlineData("From=somewhere", "oldest, newest")]
    [InlineData("Security=tls", "sasl_ssl")]
    [InlineData("Mechanism=PLAIN", "Kafka:Security must be")]
    [InlineData("CommitMs=1", "50 to 3600000")]
    [InlineData("Client:enable.auto.commit=true", "Kafka:Client:enable.auto.commit")]
    [InlineData("Client:group_id=x", "Kafka:Client:group_id")]
    [InlineData("Client:no.such.setting=1", "no.such.setting")]
    [InlineData("Client:fetch.wait.max.ms=much", "fetch.wait.max.ms")]
    public async Task A_wrong_setting_is_told_at_the_start(string setting, string rule)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => StartAsync("Sources:desk:Kafka:" + setting));

        Assert.Contains("Sources:desk:Kafka", refused.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
    }

    private Task<TestServer> StartAsync(params string[] settings) => TestServer.StartAsync(
    [
        "Sources:desk:Format=contract", $"Sources:desk:Kafka:Servers={_kafka.Servers}", $"Sources:desk:Kafka:Topic={Topic}",
        "Sources:desk:Kafka:CommitMs=100", .. settings,
    ]);

    // Topics come about with their first message.
    private Task<long> MakeTopicAsync() => _kafka.SayAsync(Topic, 3, (byte[]?)null);

    private static string Result(string text) => $$"""{"result":[{"word":"w","start":1.5,"end":1.9,"conf":1}],"text":"{{text}}"}""";

    private static KafkaState StateOf(TestServer server) => server.Services.GetRequiredService<KafkaSources>().States.Single();

    private static bool Half(TestServer server) => StateOf(server).Partitions.Count == MockKafka.Partitions / 2;

    private static string PartitionsOf(TestServer server) => string.Join(' ', StateOf(server).Partitions.Select(partition => partition.Number));

    private static Task<KafkaState> StateAsync(TestServer server, string what, Func<KafkaState, bool> satisfies) =>
        Eventually.Seen(what, () => Task.FromResult(StateOf(server)), satisfies);

    private static SourceCounts CountsOf(TestServer server) =>
        server.Services.GetRequiredService<SourceWatch>().CountsOf(ConfiguredSource.OwnerPrefix + "desk");

    private static Task<IReadOnlyList<AlertView>> AlertsAsync(TestServer server, string call, int count) =>
        Eventually.Seen("the alert", () => server.AlertsAsync(call), alerts => alerts.Count == count);

    private static async Task<List<string>> HeardAsync(string call, params TestServer[] servers)
    {
        var heard = new HashSet<string>();
        foreach (var server in servers)
            for (var partition = 0; partition < MockKafka.Partitions; partition++)
            {
                using var response = await server.Admin.GetAsync($"/api/v1/calls/{call}-{partition}", TestContext.Current.CancellationToken);
                if (response.IsSuccessStatusCode)
                    heard.UnionWith((await server.CallAsync($"{call}-{partition}")).Fragments.Select(fragment => fragment.UtteranceId));
            }
        return [.. heard];
    }

    private static async Task<(string Status, string Detail)> CheckAsync(TestServer server)
    {
        // Also where the server is not ready.
        using var response = await server.Admin.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var ready = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var check = ready.GetProperty("checks").GetProperty("kafka");
        return (check.GetProperty("status").GetString()!, check.GetProperty("detail").GetString() ?? "");
    }
}
