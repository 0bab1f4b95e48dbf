using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Shared;

namespace CivilLine.Cluster.Tests;

public sealed class SideBySideTests : IDisposable
{
    private readonly string _one = Directory.CreateTempSubdirectory("civilline-one-").FullName;
    private readonly string _two = Directory.CreateTempSubdirectory("civilline-two-").FullName;

    public void Dispose()
    {
        Directory.Delete(_one, recursive: true);
        Directory.Delete(_two, recursive: true);
    }

    [Fact]
    public async Task Two_servers_on_one_machine_keep_their_calls_apart_when_started_at_once()
    {
        var servers = await Task.WhenAll(ServerProcess.StartAsync(_one), ServerProcess.StartAsync(_two));
        await using var one = servers[0];
        await using var two = servers[1];

        await Task.WhenAll(SayAsync(one, "in the first"), SayAsync(two, "in the second"));

        Assert.Equal(["in the first"], await TextsAsync(one));
        Assert.Equal(["in the second"], await TextsAsync(two));
    }

    [Fact]
    public async Task A_cluster_on_sqlite_is_refused_with_the_reason_and_no_stack()
    {
        var (code, error) = await ServerProcess.RunAsync(_one, "--cluster");

        Assert.NotEqual(0, code);
        Assert.Contains("SQLite", error, StringComparison.Ordinal);
        Assert.Contains("without --cluster", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_is_refused_with_the_reason_and_no_stack()
    {
        await using var first = await ServerProcess.StartAsync(_one);

        var (code, error) = await ServerProcess.RunAsync(_one);

        Assert.NotEqual(0, code);
        Assert.Contains(_one, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task SayAsync(BuiltServer server, string text)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(new { callId = "c-1", utteranceId = "u-1", text }), Encoding.UTF8, "application/x-ndjson");
        using var response = await server.Client.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<string[]> TextsAsync(BuiltServer server)
    {
        var detail = await server.Client.GetFromJsonAsync<JsonElement>("/api/v1/calls/c-1", TestContext.Current.CancellationToken);
        return [.. detail.GetProperty("fragments").EnumerateArray().Select(fragment => fragment.GetProperty("text").GetString()!)];
    }
}
