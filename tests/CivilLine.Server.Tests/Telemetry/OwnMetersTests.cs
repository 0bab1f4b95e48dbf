using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Telemetry;

/// <summary>Several servers in a process, as in these tests, have meters of the same names.</summary>
public sealed class OwnMetersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_counts_only_its_own_and_goes_on_counting_after_another_stopped()
    {
        await using var server = await TestServer.StartAsync();
        await using (var other = await TestServer.StartAsync())
            await HearAsync(other, "c-other");
        await HearAsync(server, "c-own");

        var metrics = await Eventually.Seen(
            "the fragment at /metrics", () => server.Admin.GetStringAsync("/metrics", Token),
            text => text.Contains("civilline_fragments_total{", StringComparison.Ordinal));

        Assert.Matches(@"civilline_fragments_total\{[^}]*\} 1\b", metrics);
        Assert.Contains("http_server_request_duration_seconds_count{", metrics, StringComparison.Ordinal);
    }

    private static async Task HearAsync(TestServer server, string call)
    {
        var source = await server.SourceAsync();
        await source.SendEventsAsync(new { callId = call, utteranceId = "u-1", speaker = "customer", text = "hello" });
    }
}
