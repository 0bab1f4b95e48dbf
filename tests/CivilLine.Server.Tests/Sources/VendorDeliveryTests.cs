using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;

namespace CivilLine.Server.Tests.Sources;

/// <summary>Vendors' deliveries by the real way in: proof, words, and an answer that their senders understand.</summary>
public sealed class VendorDeliveryTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-vendors";
    private const string Public = "https://calls.example.com";
    private const string Audience = "https://calls.example.com/google";
    private const string Account = "push@project.iam.gserviceaccount.com";

    private KeyServer _keys = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _keys = await KeyServer.StartAsync();
        _server = await TestServer.StartAsync(
            "Sources:twilio:Format=twilio", $"Sources:twilio:Secret={Secret}", $"Sources:twilio:PublicUrl={Public}", "Sources:twilio:Team=billing",
            "Sources:connect:Format=amazon-contact-lens", $"Sources:connect:Secret={Secret}",
            "Sources:genesys:Format=genesys", $"Sources:genesys:Secret={Secret}", "Sources:genesys:Authentication=basic", "Sources:genesys:User=eventbridge",
            "Sources:deepgram:Format=deepgram", $"Sources:deepgram:Secret={Secret}", "Sources:deepgram:Authentication=deepgram-extra",
            "Sources:google:Format=google-agent-assist", $"Sources:google:KeysUrl={_keys.KeysUrl}", $"Sources:google:Audience={Audience}", $"Sources:google:Email={Account}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _keys.DisposeAsync();
    }

    [Fact]
    public async Task Twilios_signed_callbacks_alert()
    {
        var call = Lines.NewCall();

        using var started = await TwilioAsync(
            $$"""CallSid={{call}}&TranscriptionSid=GT1&TranscriptionEvent=transcription-started&SequenceId=1&Timestamp=2026-11-20T10:15:00Z&ProviderConfiguration={"profanityFilter":"true"}""");
        using var said = await TwilioAsync(Content(call, ScriptedScorer.Threat));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (started.StatusCode, said.StatusCode));
        var alert = Assert.Single(await _server.AlertsAsync(call));
        Assert.Equal("billing", alert.Team);
    }

    [Fact]
    public async Task A_twilio_callback_with_another_signature_is_refused_and_not_heard()
    {
        var call = Lines.NewCall();
        using var answer = await TwilioAsync(Content(call, ScriptedScorer.Threat), token: "another-account's-token");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task A_twilio_callback_that_is_replayed_changes_nothing()
    {
        var call = Lines.NewCall();
        (await TwilioAsync(Content(call, ScriptedScorer.Threat))).Dispose();

        using var again = await TwilioAsync(Content(call, ScriptedScorer.Threat));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task A_twilio_callback_that_cannot_be_read_is_shown_in_its_debugger()
    {
        using var answer = await TwilioAsync("CallSid=CA1&TranscriptionEvent=transcription-content&SequenceId=1");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Firehose_is_answered_in_its_own_shape_once_its_records_are_heard(bool packed)
    {
        var call = Lines.NewCall();
        using var answer = await FirehoseAsync(Segments(call, ScriptedScorer.Threat), Secret, packed);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var told = await JsonAsync(answer);
        Assert.Equal("request-1", told.GetProperty("requestId").GetString());
        Assert.True(told.GetProperty("timestamp").GetInt64() > 0);
        Assert.False(told.TryGetProperty("errorMessage", out _));
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task Firehose_is_told_in_its_own_shape_that_its_key_is_wrong()
    {
        using var answer = await FirehoseAsync(Segments("c", "hello"), "another-secret-of-ours");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.NotEmpty((await JsonAsync(answer)).GetProperty("errorMessage").GetString()!);
    }

    [Fact]
    public async Task Firehose_does_not_repeat_what_can_never_be_read()
    {
        using var answer = await FirehoseAsync("not json", Secret);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_unpacks_to_too_much_is_refused()
    {
        using var client = _server.Client(null);
        using var content = Packed(new byte[SourceEndpoint.BodyBytes + 1]);
        client.DefaultRequestHeaders.Add(HeaderGuard.Firehose, Secret);
        using var answer = await client.PostAsync("/api/v1/sources/connect", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData(Secret, HttpStatusCode.OK)]
    [InlineData("another-secret-of-ours", HttpStatusCode.Unauthorized)]
    public async Task Genesys_events_prove_themselves_by_name_and_password(string password, HttpStatusCode status)
    {
        var call = Lines.NewCall();
        using var client = _server.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("eventbridge:" + password)));

        using var answer = await client.PostAsync(
            "/api/v1/sources/genesys",
            Json($$$$"""
                {"detail-type":"v2.conversations.{id}.transcription","detail":{"eventBody":{"conversationId":"{{{{call}}}}","transcripts":[{"utteranceId":"u",
                 "isFinal":true,"channel":"EXTERNAL","alternatives":[{"offsetMs":1,"durationMs":9,"transcript":"{{{{ScriptedScorer.Threat}}}}"}]}]}}}
                """),
            TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, (await _server.AlertsAsync(call)).Count);
    }

    [Fact]
    public async Task A_pushed_message_with_googles_token_alerts()
    {
        var call = Lines.NewCall();

        using var answer = await PushAsync(Message(call, ScriptedScorer.Threat), Account);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task A_pushed_message_with_another_accounts_token_is_refused()
    {
        using var answer = await PushAsync(Message("c", "hello"), "other@project.iam.gserviceaccount.com");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_push_that_can_never_be_read_is_taken_with_what_was_wrong_in_the_answer()
    {
        using var answer = await PushAsync("""{"type":"NEW_MESSAGE"}""", Account);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("message.data.conversation", (await JsonAsync(answer)).GetProperty("rejected")[0].GetProperty("member").GetString());
    }

    [Theory]
    [InlineData(Secret, HttpStatusCode.OK)]
    [InlineData("another-secret-of-ours", HttpStatusCode.Unauthorized)]
    public async Task Deepgrams_callback_brings_the_secret_that_it_was_given(string secret, HttpStatusCode status)
    {
        var call = Lines.NewCall();
        using var client = _server.Client(null);
        using var answer = await client.PostAsync(
            $"/api/v1/sources/deepgram?callId={call}&speaker=customer",
            Json($$$$"""
                {"type":"Results","start":1,"duration":2,"is_final":true,"channel":{"alternatives":[{"transcript":"{{{{ScriptedScorer.Threat}}}}"}]},
                 "metadata":{"request_id":"r","extra":{"callback_secret":"{{{{secret}}}}"}}}
                """),
            TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, (await _server.AlertsAsync(call)).Count);
    }

    private async Task<HttpResponseMessage> TwilioAsync(string form, string token = Secret)
    {
        const string Path = "/api/v1/sources/twilio?agentId=a-7";
        using var client = _server.Client(null);
        client.DefaultRequestHeaders.Add(
            TwilioGuard.Header, new TwilioGuard(token, null).Sign(Public + Path, FormMembers.Of(Encoding.UTF8.GetBytes(form))));
        return await client.PostAsync(
            Path, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> FirehoseAsync(string record, string secret, bool packed = false)
    {
        var body = $$$"""{"requestId":"request-1","timestamp":1,"records":[{"data":"{{{Base64(record)}}}"}]}""";
        using var client = _server.Client(null);
        client.DefaultRequestHeaders.Add(HeaderGuard.Firehose, secret);
        client.DefaultRequestHeaders.Add(VendorAnswers.FirehoseRequest, "request-1");
        return await client.PostAsync(
            "/api/v1/sources/connect", packed ? Packed(Encoding.UTF8.GetBytes(body)) : Json(body), TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> PushAsync(string data, string email)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using var client = _server.Client(_keys.Token(new
        {
            iss = "accounts.google.com", aud = Audience, email, email_verified = true, exp = now.AddHours(1).ToUnixTimeSeconds(),
        }));
        return await client.PostAsync(
            "/api/v1/sources/google",
            Json($$$"""{"message":{"data":"{{{Base64(data)}}}","messageId":"1","attributes":{}},"subscription":"s"}"""),
            TestContext.Current.CancellationToken);
    }

    private static string Content(string call, string text) =>
        $$"""CallSid={{call}}&TranscriptionSid=GT1&TranscriptionEvent=transcription-content&SequenceId=2&Track=inbound_track&Final=true&Timestamp=2026-11-20T10:15:09Z&TranscriptionData={"transcript":"{{text}}"}""";

    private static string Segments(string call, string text) => $$$"""
        {"ContactId":"{{{call}}}","EventType":"SEGMENTS","Segments":[{"Transcript":{"Id":"t","ParticipantRole":"CUSTOMER","Content":"{{{text}}}","BeginOffsetMillis":1,"EndOffsetMillis":9}}]}
        """;

    private static string Message(string call, string text) => $$$"""
        {"conversation":"projects/p/conversations/{{{call}}}","type":"NEW_MESSAGE","newMessagePayload":{"name":"x/messages/m1","content":"{{{text}}}","participantRole":"END_USER"}}
        """;

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static ByteArrayContent Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(body);
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
