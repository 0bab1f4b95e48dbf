using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CivilLine.Escalation;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>The server is stopped in the middle of a sentence and started on the same data: the source goes on, and knows nothing of it.</summary>
public sealed class RestartedSourceTests : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-bridge";

    private readonly string _data = TestServer.NewFolder();
    private TestServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Twilios_final_after_a_restart_ends_its_interim_and_confirms_its_alert()
    {
        var call = Lines.NewCall();
        await StartAsync();
        await TwilioAsync(call, 2, "good morning", isFinal: true);
        await TwilioAsync(call, 3, ScriptedScorer.Threat, isFinal: false);
        Assert.Equal(Detection.Provisional, Assert.Single(await _server!.AlertsAsync(call)).Detection);

        await StartAsync();
        await TwilioAsync(call, 4, ScriptedScorer.Threat, isFinal: true);
        await TwilioAsync(call, 6, "goodbye", isFinal: true);

        var heard = (await _server!.CallAsync(call)).Fragments.GroupBy(one => one.UtteranceId).Select(one => one.MaxBy(said => said.Revision)!).ToList();
        Assert.Equal([("good morning", true), (ScriptedScorer.Threat, true), ("goodbye", true)], heard.Select(one => (one.Text, one.IsFinal)));
        Assert.Equal([0L, 2_000, 4_000], heard.Select(one => one.EndMs));
        Assert.Equal(Detection.Confirmed, Assert.Single(await _server!.AlertsAsync(call)).Detection);
    }

    [Fact]
    public async Task Vosks_final_after_a_restart_ends_its_interim_and_what_is_sent_again_is_known()
    {
        var call = Lines.NewCall();
        const string Greeting = """{"result":[{"word":"w","start":0.5,"end":1.9,"conf":1}],"text":"good morning"}""";
        const string Threat = $$"""{"result":[{"word":"w","start":2.5,"end":3.9,"conf":1}],"text":"{{ScriptedScorer.Threat}}"}""";
        await StartAsync();
        await VoskAsync(call, """{"partial":"good"}""", Greeting, $$"""{"partial":"{{ScriptedScorer.Threat}}"}""");

        await StartAsync();
        var answered = await VoskAsync(call, Greeting, Threat, Greeting, Threat);

        Assert.Equal([1, 0, 1, 1], answered.Select(one => one.Duplicates));
        var heard = (await _server!.CallAsync(call)).Fragments.GroupBy(one => one.UtteranceId).Select(one => one.MaxBy(said => said.Revision)!);
        Assert.Equal([("good morning", true), (ScriptedScorer.Threat, true)], heard.Select(one => (one.Text, one.IsFinal)));
        Assert.Equal(Detection.Confirmed, Assert.Single(await _server!.AlertsAsync(call)).Detection);
    }

    private async Task StartAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await TestServer.StartOnAsync(
            _data, null,
            "Sources:twilio:Format=twilio", $"Sources:twilio:Secret={Secret}", "Sources:twilio:Authentication=header",
            "Sources:vosk:Format=vosk", $"Sources:vosk:Secret={Secret}");
    }

    private async Task TwilioAsync(string call, int sequence, string text, bool isFinal)
    {
        using var client = _server!.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var body = new StringContent(
            string.Create(
                CultureInfo.InvariantCulture,
                $"CallSid={call}&TranscriptionSid=GT1&TranscriptionEvent=transcription-content&SequenceId={sequence}&Track=inbound_track&Final={(isFinal ? "true" : "false")}&Timestamp=2026-11-20T10:15:{sequence:00}.0Z&TranscriptionData=")
            + Uri.EscapeDataString($$"""{"transcript":"{{text}}"}"""),
            Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/api/v1/sources/twilio", body, Token);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<List<Answered>> VoskAsync(string call, params string[] messages)
    {
        using var socket = await SourceSocket.OpenAsync(_server!, "vosk", $"callId={call}&speaker=customer&answers=true", Secret);
        var answered = new List<Answered>();
        foreach (var message in messages)
            answered.Add(await socket.TellAsync(message));
        return answered;
    }
}
