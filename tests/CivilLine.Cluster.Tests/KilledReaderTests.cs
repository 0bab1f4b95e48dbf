using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Shared;

namespace CivilLine.Cluster.Tests;

public sealed class KilledReaderTests : IDisposable
{
    private const string Topic = "transcripts";
    private const int Messages = 60;

    private readonly string _data = Directory.CreateTempSubdirectory("civilline-reader-").FullName;
    private readonly MockKafka _kafka = new();

    public void Dispose()
    {
        _kafka.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_server_killed_before_it_commits_reads_the_topic_again_and_doubles_nothing()
    {
        for (var i = 0; i < Messages; i++)
            await _kafka.SayAsync(Topic, i % 2, JsonSerializer.Serialize(new
            {
                callId = $"c-{i % 2}", utteranceId = $"u-{i}", speaker = "customer", text = i % 10 == 3 ? $"i will kill you {i}" : "i would like to pay my bill",
            }));
        long alerts;
        await using (var first = await StartAsync())
        {
            await TakenAsync(first);
            alerts = await AlertsAsync(first);
            await first.KillAsync();
        }
        Assert.Null(_kafka.CommittedIn(Topic, 0, "civilline"));

        await using var next = await StartAsync();
        await TakenAsync(next);

        Assert.Equal(Messages, await FragmentsAsync(next, 0) + await FragmentsAsync(next, 1));
        Assert.True(alerts > 0, "Nothing alerted.");
        Assert.Equal(alerts, await AlertsAsync(next));
    }

    private Task<BuiltServer> StartAsync() => ServerProcess.StartAsync(
        _data, "--Sources:desk:Format=contract", $"--Sources:desk:Kafka:Servers={_kafka.Servers}", $"--Sources:desk:Kafka:Topic={Topic}",
        "--Sources:desk:Kafka:CommitMs=3600000", "--Sources:desk:Kafka:Client:session.timeout.ms=3000", "--Sources:desk:Kafka:Client:heartbeat.interval.ms=500");

    /// <summary>All of the topic, by the words of the readiness check.</summary>
    private static async Task TakenAsync(BuiltServer server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var ready = await GetAsync(server, "/health/ready");
            var detail = ready.GetProperty("checks").GetProperty("kafka").GetProperty("detail").GetString()!;
            if (detail.Contains($" {Messages} messages, lag 0 messages", StringComparison.Ordinal))
                break;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Waited for all {Messages} messages; last seen: {detail}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<int> FragmentsAsync(BuiltServer server, int call)
    {
        var ids = (await GetAsync(server, $"/api/v1/calls/c-{call}")).GetProperty("fragments").EnumerateArray()
            .Select(fragment => fragment.GetProperty("utteranceId").GetString()!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        return ids.Count;
    }

    private static async Task<long> AlertsAsync(BuiltServer server) =>
        (await GetAsync(server, "/api/v1/alerts?limit=1000")).GetProperty("alerts").GetArrayLength();

    private static async Task<JsonElement> GetAsync(BuiltServer server, string path) =>
        await server.Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
}
