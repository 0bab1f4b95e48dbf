using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources.Mapping;

/// <summary>The mappings that are shipped, on messages made up from the vendors' documentation.</summary>
public sealed class ShippedMappingTests
{
    [Fact]
    public void Gladia_callback_becomes_a_fragment()
    {
        using var gladia = Mapped.ByShipped("gladia", ("0", Speaker.Customer));

        Assert.Equal(
            """{"type":"fragment","callId":"s-1","utteranceId":"00-00000011","revision":998,"isFinal":true,"speaker":"customer","text":"Where is my refund?","startMs":12310,"endMs":14020,"confidence":0.97,"language":"en","source":"source"}""",
            gladia.One("""
                {"id":"m-1","event":"live.transcript","payload":{"session_id":"s-1","created_at":"2026-11-20T10:15:30.128Z","type":"transcript",
                 "data":{"id":"00-00000011","is_final":true,"utterance":{"start":12.31,"end":14.02,"confidence":0.97,"channel":0,
                 "words":[{"word":"Where","start":12.31,"end":12.5,"confidence":0.98}],"text":"Where is my refund?","language":"en","speaker":0}}}}
                """));
    }

    [Fact]
    public void Gladia_message_without_its_callback_is_the_same()
    {
        using var gladia = Mapped.ByShipped("gladia");
        const string Bare = """{"session_id":"s-1","type":"transcript","data":{"id":"u-1","is_final":false,"utterance":{"start":1,"end":2,"text":"hello","channel":1}}}""";

        var bare = gladia.One(Bare);

        Assert.Equal(bare, gladia.One($$"""{"event":"live.transcript","payload":{{Bare}}}"""));
        Assert.Contains("\"speaker\":\"unknown\"", bare, StringComparison.Ordinal);
    }

    [Fact]
    public void Gladia_session_begins_and_ends_its_call()
    {
        using var gladia = Mapped.ByShipped("gladia");

        Assert.Equal("""{"type":"call-started","callId":"s-1","startedAt":"2026-11-20T10:15:30+00:00"}""",
            gladia.One("""{"session_id":"s-1","created_at":"2026-11-20T10:15:30Z","type":"start_session"}"""));
        Assert.Equal("""{"type":"call-ended","callId":"s-1","endedAt":"2026-11-20T10:16:30+00:00"}""",
            gladia.One("""{"session_id":"s-1","created_at":"2026-11-20T10:16:30Z","type":"end_session"}"""));
    }

    [Fact]
    public void Telnyx_utterance_keeps_one_name_from_its_first_words_to_its_final()
    {
        using var telnyx = Mapped.ByShipped("telnyx");
        telnyx.Take("""{"data":{"event_type":"call.answered","id":"e-0","occurred_at":"2026-11-20T10:15:00Z","payload":{"call_leg_id":"leg-1"}}}""");

        var first = telnyx.Take(Telnyx("e-1", "10:15:02", "where is", false)).Single();
        var second = telnyx.Take(Telnyx("e-2", "10:15:03", "where is my refund", false)).Single();
        var last = telnyx.Take(Telnyx("e-3", "10:15:04", "Where is my refund?", true)).Single();
        var next = telnyx.Take(Telnyx("e-4", "10:15:06", "hello", false)).Single();

        Assert.Equal(["e-1", "e-1", "e-1", "e-4"], new[] { first, second, last, next }.Select(one => (string)one["utteranceId"]!));
        Assert.Equal([0, 1, 998, 0], new[] { first, second, last, next }.Select(one => (int)one["revision"]!));
        Assert.Equal([2000, 3000, 4000, 6000], new[] { first, second, last, next }.Select(one => (int)one["endMs"]!));
        Assert.Equal("customer", (string?)first["speaker"]);
    }

    [Fact]
    public void Telnyx_message_that_comes_again_is_the_same_event()
    {
        using var telnyx = Mapped.ByShipped("telnyx");
        var first = telnyx.One(Telnyx("e-1", "10:15:02", "where is", false));
        var last = telnyx.One(Telnyx("e-2", "10:15:03", "Where is my refund?", true));

        Assert.Equal(first, telnyx.One(Telnyx("e-1", "10:15:02", "where is", false)));
        Assert.Equal(last, telnyx.One(Telnyx("e-2", "10:15:03", "Where is my refund?", true)));
    }

    [Fact]
    public void Telnyx_hangup_ends_the_call()
    {
        using var telnyx = Mapped.ByShipped("telnyx");

        Assert.Equal("""{"type":"call-ended","callId":"leg-1","endedAt":"2026-11-20T10:16:00+00:00","endedBy":"customer","reason":"normal_clearing"}""", telnyx.One("""
            {"data":{"event_type":"call.hangup","id":"e-9","occurred_at":"2026-11-20T10:16:00Z",
             "payload":{"call_leg_id":"leg-1","hangup_source":"caller","hangup_cause":"normal_clearing"}}}
            """));
    }

    [Fact]
    public void Telnyx_bare_result_takes_its_call_from_the_address()
    {
        using var telnyx = Mapped.ByShipped("telnyx");

        var said = telnyx.Take("""{"transcript":"hello","is_final":true,"speech_final":true,"confidence":0.9,"utterance_end":false}""", callId: "c-1").Single();

        Assert.Equal(("c-1", "hello", true), ((string?)said["callId"], (string?)said["text"], (bool)said["isFinal"]!));
        Assert.Contains("?callId=", telnyx.Refusal("""{"transcript":"hello","is_final":true}""").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Salesforce_transcript_becomes_a_final_of_the_agent()
    {
        using var salesforce = Mapped.ByShipped("salesforce");

        Assert.Equal(
            """{"type":"fragment","callId":"call-1","utteranceId":"Agent-1795169730000","revision":998,"isFinal":true,"speaker":"agent","text":"Hello","endMs":0,"source":"source"}""",
            salesforce.One("""
                {"type":"TRANSCRIPT","detail":{"clientSentTimestamp":1795169730000,"serverReceivedTimestamp":1795169730029,
                 "content":{"formatType":"Text","text":"Hello"},"callId":"call-1","sender":{"role":"Agent"}}}
                """));
    }

    [Fact]
    public void Speechmatics_partials_grow_into_their_final()
    {
        using var speechmatics = Mapped.ByShipped("speechmatics", ("S1", Speaker.Agent));

        var partial = speechmatics.Take(Speechmatics("AddPartialTranscript", "Where is", 12.31, 12.9), "c-1").Single();
        var final = speechmatics.Take(Speechmatics("AddTranscript", "Where is my refund? ", 12.31, 14.02), "c-1").Single();

        Assert.Equal((string?)partial["utteranceId"], (string?)final["utteranceId"]);
        Assert.False((bool)partial["isFinal"]!);
        Assert.Equal((998, 12310, 14020, "agent"), ((int)final["revision"]!, (int)final["startMs"]!, (int)final["endMs"]!, (string?)final["speaker"]));
        Assert.Equal("""{"type":"call-ended","callId":"c-1"}""", speechmatics.One("""{"message":"EndOfTranscript"}""", "c-1"));
        Assert.Empty(speechmatics.Take("""{"message":"AudioAdded","seq_no":3}""", "c-1"));
    }

    [Fact]
    public void Bandwidth_transcription_becomes_a_fragment_a_track()
    {
        using var bandwidth = Mapped.ByShipped("bandwidth");

        var tracks = bandwidth.Take("""
            {"accountId":"9900000","callId":"c-95ac8d6e","transcriptionId":"t-387bd648","tracks":[
             {"detectedLanguage":"en-US","track":"inbound","transcript":"I want my money back","confidence":0.9},
             {"detectedLanguage":"en-US","track":"outbound","transcript":"I am sorry","confidence":0.8}]}
            """);

        Assert.Equal([("t-387bd648-inbound", "customer"), ("t-387bd648-outbound", "agent")],
            tracks.Select(one => ((string)one["utteranceId"]!, (string)one["speaker"]!)));
    }

    [Fact]
    public void Bandwidth_webhooks_begin_and_end_the_call_and_are_else_passed_over()
    {
        using var bandwidth = Mapped.ByShipped("bandwidth");

        Assert.Equal("""{"type":"call-started","callId":"c-1","startedAt":"2026-11-20T10:15:01+00:00"}""", bandwidth.One(
            """{"eventType":"realTimeTranscriptionStarted","callId":"c-1","startTime":"2026-11-20T10:15:00Z","answerTime":"2026-11-20T10:15:01Z"}"""));
        Assert.Equal("""{"type":"call-ended","callId":"c-1","endedAt":"2026-11-20T10:20:00+00:00","reason":"hangup"}""", bandwidth.One(
            """{"eventType":"disconnect","callId":"c-1","endTime":"2026-11-20T10:20:00Z","cause":"hangup"}"""));
        Assert.Empty(bandwidth.Take("""{"eventType":"realTimeTranscriptionAvailable","callId":"c-1","realTimeTranscription":{"url":"https://example.org"}}"""));
        Assert.Empty(bandwidth.Refused);
    }

    private static string Telnyx(string id, string time, string text, bool isFinal) => $$"""
        {"data":{"record_type":"event","event_type":"call.transcription","id":"{{id}}","occurred_at":"2026-11-20T{{time}}Z","payload":{
         "call_control_id":"v3:x","call_leg_id":"leg-1","call_session_id":"session-1","transcription_data":{
         "confidence":0.97,"is_final":{{(isFinal ? "true" : "false")}},"transcript":"{{text}}","transcription_track":"inbound"
         } } } }
        """;

    private static string Speechmatics(string message, string text, double start, double end) => FormattableString.Invariant($$"""
        {"message":"{{message}}","format":"2.9","metadata":{"start_time":{{start}},"end_time":{{end}},"transcript":"{{text}}" },
         "results":[{"type":"word","start_time":{{start}},"end_time":{{end}},"alternatives":[{"content":"Where","confidence":0.99,"language":"en","speaker":"S1"}]}]}
        """);
}
