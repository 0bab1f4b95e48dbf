using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Shared;

namespace CivilLine.Cluster.Tests;

public sealed class KilledServerTests : IDisposable
{
    private const int Calls = 8;

    private readonly string _data = Directory.CreateTempSubdirectory("civilline-killed-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_server_killed_mid_stream_keeps_all_it_acknowledged_and_doubles_no_alert()
    {
        var source = new Source(Calls);
        for (var round = 0; round < 4; round++)
        {
            await using var server = await ServerProcess.StartAsync(_data);
            await source.SendAsync(server.Address, 200 + (round * 37), server.KillAsync);
            await AssertKeptAsync(source);
        }

        await using var last = await ServerProcess.StartAsync(_data);
        await source.FinishAsync(last.Address);

        await AssertAlertsAsync(last, source);
    }

    /// <summary>Reads with a server of its own, so that nothing that is only in memory can hide a loss.</summary>
    private async Task AssertKeptAsync(Source source)
    {
        await using var server = await ServerProcess.StartAsync(_data);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (var call = 0; call < Calls; call++)
        {
            var detail = await GetAsync(server, $"/api/v1/calls/{Source.CallId(call)}");
            foreach (var fragment in detail.GetProperty("fragments").EnumerateArray())
                Assert.True(kept.Add(fragment.GetProperty("utteranceId").GetString()!), "A fragment was kept twice.");
        }
        Assert.Empty(source.Acknowledged.Keys.Except(kept));
    }

    private static async Task AssertAlertsAsync(BuiltServer server, Source source)
    {
        var page = await GetAsync(server, "/api/v1/alerts?limit=1000");
        var said = page.GetProperty("alerts").EnumerateArray()
            .SelectMany(alert => alert.GetProperty("utteranceIds").EnumerateArray().Select(id => id.GetString()!)).ToList();
        var threats = source.Acknowledged.Keys.Where(key => Source.IsThreat(int.Parse(key[2..], null))).ToList();

        Assert.NotEmpty(threats);
        Assert.Equal(said.Distinct().Count(), said.Count);
        Assert.Empty(threats.Except(said));
    }

    private static async Task<JsonElement> GetAsync(BuiltServer server, string path) =>
        await server.Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
}
