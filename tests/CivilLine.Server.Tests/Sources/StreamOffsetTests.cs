using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>A vendor's stream is cut and opened anew, and its address says how far into the call that was.</summary>
public sealed class StreamOffsetTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        "Sources:acs:Format=azure-communication-services", $"Sources:acs:Secret={Secret}", "Sources:acs:Authentication=header",
        "Sources:dg:Format=deepgram", $"Sources:dg:Secret={Secret}", "Sources:dg:Authentication=header");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("dg")]
    [InlineData("acs")]
    public async Task Two_streams_of_a_call_end_in_one_timeline_in_order_and_what_is_sent_again_is_known(string source)
    {
        var call = Lines.NewCall();
        string[] first = [Words(source, 0, "good morning"), Words(source, 4_000, "one moment")];
        string[] second = [Words(source, 0, ScriptedScorer.Threat), Words(source, 4_000, "one moment")];
        await PlayAsync(source, call, 0, first);
        await PlayAsync(source, call, 60_000, second);

        await PlayAsync(source, call, 60_000, second);
        await PlayAsync(source, call, 0, first);

        Assert.Equal(
            [(0L, "good morning"), (4_000, "one moment"), (60_000, ScriptedScorer.Threat), (64_000, "one moment")],
            (await _server.CallAsync(call)).Fragments.Select(one => (one.StartMs, one.Text)));
        Assert.Equal(60_000, Assert.Single(await _server.AlertsAsync(call)).StartMs);
    }

    [Fact]
    public async Task Deliveries_say_it_in_their_address_too()
    {
        var call = Lines.NewCall();
        using var later = await PostAsync($"callId={call}&offsetMs=60000", Words("dg", 0, "one moment"));
        using var first = await PostAsync($"callId={call}", Words("dg", 0, "good morning"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (later.StatusCode, first.StatusCode));
        Assert.Equal([0L, 60_000], (await _server.CallAsync(call)).Fragments.Select(one => one.StartMs).Order());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("86400001")]
    [InlineData("1.5")]
    [InlineData("soon")]
    public async Task An_offset_that_cannot_be_is_refused_by_name_and_range(string offset)
    {
        var call = Lines.NewCall();
        using var delivered = await PostAsync($"callId={call}&offsetMs={offset}", Words("acs", 0, ScriptedScorer.Threat), "acs");
        var rejected = (await delivered.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("rejected")[0];

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "offsetMs"), (delivered.StatusCode, rejected.GetProperty("member").GetString()));
        Assert.Contains("0 to 86400000", rejected.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, await SourceSocket.RefusedAsync(_server, "acs", $"callId={call}&offsetMs={offset}", Secret));
    }

    private async Task PlayAsync(string source, string call, long offsetMs, string[] messages)
    {
        using var socket = await SourceSocket.OpenAsync(
            _server, source, $"callId={call}&speaker=customer&answers=true{(offsetMs > 0 ? $"&offsetMs={offsetMs}" : "")}", Secret);
        foreach (var message in messages)
            Assert.Empty((await socket.TellAsync(message)).Rejected);
        socket.Socket.Abort();
    }

    private async Task<HttpResponseMessage> PostAsync(string query, string message, string source = "dg")
    {
        using var client = _server.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var body = new StringContent(message, Encoding.UTF8, "application/json");
        return await client.PostAsync($"/api/v1/sources/{source}?{query}", body, Token);
    }

    /// <summary>Three seconds of words; no name of a request, as WhisperLiveKit sends Deepgram's format.</summary>
    private static string Words(string source, long startMs, string text) => source == "dg"
        ? JsonSerializer.Serialize(new
        {
            type = "Results", start = startMs / 1000.0, duration = 3, is_final = true, channel = new { alternatives = new[] { new { transcript = text } } },
        })
        : JsonSerializer.Serialize(new
        {
            kind = "TranscriptionData",
            transcriptionData = new { text, offset = startMs * 10_000, duration = 30_000_000, participantRawID = "4:1", resultStatus = "Final" },
        });
}
