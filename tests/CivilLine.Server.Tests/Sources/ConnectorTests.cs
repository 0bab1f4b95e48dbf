using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CivilLine.Server.Tests.Sources;

public sealed class ConnectorTests
{
    private const string Secret = "a-secret-of-the-results";

    [Fact]
    public async Task Results_of_a_server_that_is_dialled_are_heard_and_alert()
    {
        var call = Lines.NewCall();
        await using var results = await ResultServer.StartAsync(async connection =>
        {
            await connection.SayAsync("""{"partial":"i will kill"}""");
            await connection.SayAsync(Final(0, ScriptedScorer.Threat));
            await connection.StayAsync();
        });
        await using var server = await StartAsync(results, $"?callId={call}&speaker=customer&team=billing", $"Sources:vosk:Secret={Secret}");

        await AlertsAsync(server, call, 1);

        Assert.Equal([$"Bearer {Secret}"], results.Authorizations);
        Assert.Equal("billing", (await server.CallAsync(call)).Call.Team);
        var state = await StateAsync(server, "both messages to be counted", one => one.Messages == 2);
        Assert.Equal((true, 0), (state.IsConnected, state.Breaks));
    }

    [Fact]
    public async Task What_a_server_repeats_after_it_dropped_is_a_duplicate_and_what_is_new_is_heard()
    {
        var call = Lines.NewCall();
        await using var results = await ResultServer.StartAsync(
            async connection =>
            {
                await connection.SayAsync("""{"partial":"i will"}""");
                await connection.SayAsync(Final(0, ScriptedScorer.Threat));
                await connection.SayAsync("""{"partial":"you"}""");
            },
            async connection =>
            {
                await connection.SayAsync(Final(0, ScriptedScorer.Threat));
                await connection.SayAsync(Final(5, ScriptedScorer.Insult));
                await connection.StayAsync();
            });
        await using var server = await StartAsync(results, $"?callId={call}&speaker=customer");

        var detail = await Eventually.Seen(
            "both utterances", () => OrNull(server, call), found => found?.Fragments.Count(one => one.IsFinal) == 2);

        Assert.Equal([ScriptedScorer.Threat, ScriptedScorer.Insult], detail!.Fragments.Where(one => one.IsFinal).Select(one => one.Text));
    }

    [Fact]
    public async Task Recogniser_that_begins_anew_loses_no_words()
    {
        var call = Lines.NewCall();
        var heard = new TaskCompletionSource();
        await using var results = await ResultServer.StartAsync(
            async connection =>
            {
                await connection.SayAsync(Lines2("I would like to pay my bill."));
                await heard.Task;
            },
            async connection =>
            {
                await connection.SayAsync(Lines2("I will kill you."));
                await connection.StayAsync();
            });
        await using var server = await StartAsync(results, $"?callId={call}&speaker=customer", "Sources:vosk:Format=whisperlivekit");
        await Eventually.Seen("the first session", () => OrNull(server, call), found => found?.Fragments.Any(one => one.IsFinal) == true);
        heard.SetResult();

        await AlertsAsync(server, call, 1);

        var texts = (await server.CallAsync(call)).Fragments.Where(one => one.IsFinal).Select(one => one.Text);
        Assert.Contains("I would like to pay my bill.", texts);
        Assert.Contains("I will kill you.", texts);
    }

    [Fact]
    public async Task Numbered_messages_are_acknowledged_once_durable_and_a_new_connection_asks_for_what_follows()
    {
        var call = Lines.NewCall();
        var started = new TaskCompletionSource<TestServer>();
        var durable = new List<int>();
        await using var results = await ResultServer.StartAsync(
            async connection =>
            {
                await connection.SayAsync($$"""{"seq":7,"callId":"{{call}}","speaker":"customer","text":"{{ScriptedScorer.Harmless}}"}""");
                await connection.HearAsync();
                durable.Add((await (await started.Task).CallAsync(call)).Fragments.Count);
            },
            connection => connection.StayAsync());
        await using var server = await StartAsync(results, "?room=1", "Sources:vosk:Connection:Acknowledge=true");
        started.SetResult(server);

        await Eventually.Seen("a second connection", () => Task.FromResult(results.Connections), count => count >= 2);

        Assert.Equal("""{"ack":7}""", results.Heard.First());
        Assert.Equal([1], durable);
        Assert.Equal("?room=1", results.Queries.First());
        Assert.Equal("?room=1&after=7", results.Queries.ElementAt(1));
    }

    [Fact]
    public async Task Server_that_stalls_is_left_and_dialled_again()
    {
        var call = Lines.NewCall();
        await using var results = await ResultServer.StartAsync(
            connection => connection.StallAsync(),
            async connection =>
            {
                await connection.SayAsync(Final(0, ScriptedScorer.Threat));
                await connection.StayAsync();
            });
        await using var server = await StartAsync(results, $"?callId={call}&speaker=customer", "Ingest:StreamPingSeconds=1");

        await AlertsAsync(server, call, 1);

        Assert.Equal(2, results.Connections);
    }

    [Fact]
    public async Task Server_that_is_away_degrades_readiness_and_is_found_again_when_it_is_back()
    {
        var call = Lines.NewCall();
        using var place = new QuietPort();
        await using var server = await StartAsync(
            new UriBuilder(place.Address) { Scheme = "ws" }.Uri, $"?callId={call}&speaker=customer", "Sources:vosk:Connection:BreakAfter=2", "Sources:vosk:Connection:BreakSeconds=0.5");

        var away = await Eventually.Seen("the circuit to break", () => CheckAsync(server), check => check.Detail.Contains("left alone", StringComparison.Ordinal));
        Assert.Equal("degraded", away.Status);
        Assert.Contains("no connection", away.Detail, StringComparison.Ordinal);
        var shown = (await server.GetAsync<JsonElement>("/api/v1/operator")).GetProperty("sources").EnumerateArray().First(one => one.GetProperty("name").GetString() == "vosk");
        Assert.False(shown.GetProperty("connection").GetProperty("isConnected").GetBoolean());
        Assert.DoesNotContain(place.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), away.Detail, StringComparison.Ordinal);

        await using var results = await ResultServer.StartAtAsync(place, async connection =>
        {
            await connection.SayAsync(Final(0, ScriptedScorer.Threat));
            await connection.StayAsync();
        });
        await AlertsAsync(server, call, 1);
        Assert.Equal("healthy", (await CheckAsync(server)).Status);
    }

    [Fact]
    public async Task Server_that_drops_at_once_is_not_dialled_without_a_pause()
    {
        await using var results = await ResultServer.StartAsync(_ => Task.CompletedTask);
        await using var server = await StartAsync(
            results, "?callId=c-1", "Sources:vosk:Connection:RetrySeconds=0.05", "Sources:vosk:Connection:BreakAfter=4", "Sources:vosk:Connection:BreakSeconds=60");

        await StateAsync(server, "it to be left alone", state => state.IsLeftAlone);

        Assert.Equal(4, results.Connections);
    }

    [Fact]
    public async Task Network_that_the_configuration_does_not_name_is_not_dialled()
    {
        await using var results = await ResultServer.StartAsync(connection => connection.StayAsync());
        await using var server = await TestServer.StartAsync(
            "Sources:vosk:Format=vosk", $"Sources:vosk:Connect={results.Address}?callId=c-1", "Sources:vosk:Connection:AllowedNetworks:0=10.9.0.0/16",
            "Sources:vosk:Connection:RetrySeconds=0.05");

        var check = await Eventually.Seen("the refusal", () => CheckAsync(server), one => one.Detail.Contains("private", StringComparison.Ordinal));

        Assert.Equal(("degraded", 0), (check.Status, results.Connections));
    }

    [Fact]
    public async Task Nobody_may_deliver_to_a_source_that_is_dialled()
    {
        await using var results = await ResultServer.StartAsync(connection => connection.StayAsync());
        await using var server = await StartAsync(results, "?callId=c-1", $"Sources:vosk:Secret={Secret}");

        Assert.Equal(401, await SourceSocket.RefusedAsync(server, "vosk", "callId=c-1", Secret));
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "ws://")]
    [InlineData("ws://127.0.0.1/", "wss://")]
    [InlineData("wss://user:password@example.com/", "password")]
    [InlineData("nonsense", "ws://")]
    public async Task Wrong_address_is_told_at_the_start(string address, string rule)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => TestServer.StartAsync("Sources:vosk:Format=vosk", $"Sources:vosk:Connect={address}"));

        Assert.Contains("Sources:vosk:Connect", refused.Message, StringComparison.Ordinal);
        Assert.Contains(rule, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("user:", refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestServer> StartAsync(ResultServer results, string query, params string[] settings) =>
        StartAsync(results.Address, query, settings);

    private static Task<TestServer> StartAsync(Uri address, string query, params string[] settings) => TestServer.StartAsync(
    [
        "Sources:vosk:Format=vosk", $"Sources:vosk:Connect={address}{query}", "Sources:vosk:Connection:AllowLoopback=true",
        "Sources:vosk:Connection:RetrySeconds=0.05", "Sources:vosk:Connection:LongestRetrySeconds=0.2", .. settings,
    ]);

    private static Task<IReadOnlyList<CivilLine.Calls.AlertView>> AlertsAsync(TestServer server, string call, int count) =>
        Eventually.Seen("the alert", () => server.AlertsAsync(call), alerts => alerts.Count == count);

    private static Task<ConnectorState> StateAsync(TestServer server, string what, Func<ConnectorState, bool> satisfies) =>
        Eventually.Seen(what, () => Task.FromResult(server.Services.GetRequiredService<SourceConnectors>().StateOf("vosk")!), satisfies);

    private static async Task<CivilLine.Calls.CallDetail?> OrNull(TestServer server, string call)
    {
        using var response = await server.Admin.GetAsync($"/api/v1/calls/{call}", TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? await server.CallAsync(call) : null;
    }

    private static async Task<(string Status, string Detail)> CheckAsync(TestServer server)
    {
        var check = (await server.GetAsync<JsonElement>("/health/ready")).GetProperty("checks").GetProperty("connectors");
        return (check.GetProperty("status").GetString()!, check.GetProperty("detail").GetString() ?? "");
    }

    private static string Final(int at, string text) => $$"""
        {"result":[{"word":"w","start":{{at}}.5,"end":{{at}}.9,"conf":1}],"text":"{{text}}"}
        """;

    private static string Lines2(string first) => $$"""
        {"status":"active_transcription","lines":[{"speaker":1,"text":"{{first}}","start":"0:00:00","end":"0:00:02"},
         {"speaker":1,"text":"And","start":"0:00:02","end":"0:00:04"}],"buffer_transcription":""}
        """;
}
