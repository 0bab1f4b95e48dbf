using System.Text;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources.Mapping;

public sealed class MappingFormatTests
{
    private const string Plain = """
        name: plain
        callId: $.call
        fragments:
          - when: { $.type: [words, more] }
            utteranceId: $.id
            text: $.text
            isFinal: { path: $.final, otherwise: true }
            speaker: { path: $.who, map: { c: customer, a: agent } }
            start: { path: $.start, unit: s }
            end: { path: $.end, unit: s }
            sequence: $.n
            confidence: $.sure
        """;

    private const string Analytics = """
        name: call-analytics
        about: The built-in format amazon-call-analytics, said as a mapping.
        messages: $.UtteranceEvent
        fragments:
          - when: { $.CategoryEvent: { exists: false }, $.MatchedCategories: { exists: false } }
            utteranceId: $.UtteranceId
            text: $.Transcript
            isFinal: { path: $.IsPartial, map: { true: false, false: true }, otherwise: true }
            speaker: { path: $.ParticipantRole, map: { CUSTOMER: customer, AGENT: agent } }
            start: { path: $.BeginOffsetMillis, unit: ms }
            end: { path: $.EndOffsetMillis, unit: ms }
            language: $.LanguageCode
        """;

    [Theory]
    [InlineData("""{"UtteranceEvent":{"UtteranceId":"u-1","IsPartial":false,"ParticipantRole":"CUSTOMER","BeginOffsetMillis":1000,"EndOffsetMillis":2500,"Transcript":"hello","Entities":[]}}""")]
    [InlineData("""{"UtteranceId":"u-1","IsPartial":true,"ParticipantRole":"AGENT","BeginOffsetMillis":1000,"EndOffsetMillis":2500,"Transcript":"hel","LanguageCode":"en-GB"}""")]
    [InlineData("""{"UtteranceId":"u-1","ParticipantRole":"SOMEBODY","Transcript":"hello"}""")]
    [InlineData("""{"CategoryEvent":{"MatchedCategories":["abuse"]}}""")]
    public void Mapping_says_the_same_as_a_built_in_format(string message)
    {
        using var mapped = Mapped.By(Analytics);
        using var lines = new EventLines();
        SourceFormats.Open("amazon-call-analytics", new SourceSettings { Name = "source" })!.Read(
            new SourceMessage(Encoding.UTF8.GetBytes(message), new SourceAddress { CallId = "c-1" }, Mapped.Now), lines);

        Assert.Equal(
            Enumerable.Range(0, lines.Count).Select(i => Encoding.UTF8.GetString(lines[i].Span)),
            mapped.Take(message, "c-1").Select(one => one.ToJsonString()));
    }

    [Fact]
    public void Message_becomes_a_fragment()
    {
        using var source = Mapped.By(Plain);

        Assert.Equal(
            """{"type":"fragment","callId":"c-1","utteranceId":"7","revision":998,"isFinal":true,"speaker":"customer","text":"hello","startMs":1500,"endMs":2250,"sequence":4,"confidence":0.5,"source":"source"}""",
            source.One("""{"type":"words","call":"c-1","id":7,"text":"hello","who":"c","start":1.5,"end":"2.25","n":4,"sure":0.5,"unknown":{"a":[1]}}"""));
    }

    [Fact]
    public void Message_that_no_rule_is_for_is_passed_over()
    {
        using var source = Mapped.By(Plain);

        Assert.Empty(source.Take("""{"type":"else","call":"c-1"}"""));
        Assert.Empty(source.Refused);
    }

    [Theory]
    [InlineData("""{"type":"words","id":"u","text":"hello"}""", "call")]
    [InlineData("""{"type":"words","call":"","id":"u","text":"hello"}""", "call")]
    [InlineData("""{"type":"words","call":"c","text":"hello"}""", "id")]
    [InlineData("""{"type":"words","call":"c","id":{},"text":"hello"}""", "id")]
    [InlineData("""{"type":"words","call":"c","id":"u"}""", "text")]
    [InlineData("""{"type":"words","call":"c","id":"u","text":[]}""", "text")]
    [InlineData("""{"type":"words","call":"c","id":"u","text":"hello","final":"perhaps"}""", "final")]
    public void What_is_missing_or_of_another_kind_is_refused_by_path_and_never_by_its_words(string message, string path)
    {
        using var source = Mapped.By(Plain);

        var refused = source.Refusal(message);

        Assert.Equal(path, refused.Member);
        Assert.DoesNotContain("hello", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("perhaps", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_missing_is_left_out_where_it_cannot_be_read()
    {
        using var source = Mapped.By(Plain);

        Assert.Equal(
            """{"type":"fragment","callId":"c","utteranceId":"u","revision":998,"isFinal":true,"speaker":"unknown","text":"hello","source":"source"}""",
            source.One("""{"type":"more","call":"c","id":"u","text":"hello","who":"x","start":"soon","end":[],"n":"","sure":7}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("7")]
    [InlineData("{\"a\":")]
    [InlineData("""{"call":"\ud800","type":"words"}""")]
    [InlineData("""{"\udc00":1}""")]
    public void What_is_no_message_is_refused(string body)
    {
        using var source = Mapped.By(Plain);

        Assert.Null(source.Refusal(body).Member);
    }

    [Fact]
    public void What_is_too_deep_is_refused()
    {
        using var source = Mapped.By(Plain);

        Assert.Contains("not JSON", source.Refusal(new string('[', 5000)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_of_surrogates_are_text()
    {
        using var source = Mapped.By(Plain);

        Assert.Equal("😀\\", (string?)source.Take("""{"type":"words","call":"c","id":"u","text":"\ud83d\ude00\\"}""").Single()["text"]);
    }

    [Fact]
    public void Address_says_what_messages_do_not()
    {
        using var source = Mapped.By("name: bare\nfragments: [{ utteranceId: $.id, text: $.text }]");

        var said = source.Take("""{"id":"u","text":"hello"}""", callId: "c-9", speaker: Speaker.Agent).Single();

        Assert.Equal(("c-9", "agent"), ((string?)said["callId"], (string?)said["speaker"]));
    }

    [Fact]
    public void Source_says_whose_channel_it_is_before_the_mapping_does()
    {
        using var source = Mapped.By(Plain, ("c", Speaker.Agent));

        Assert.Equal("agent", (string?)source.Take("""{"type":"words","call":"c","id":"u","text":"hello","who":"c"}""").Single()["speaker"]);
    }

    [Fact]
    public void Each_item_of_each_message_is_a_fragment_and_what_is_wrong_with_one_is_said_by_its_place()
    {
        using var source = Mapped.By("""
            name: batch
            messages: { path: "$.Records[*].kinesis.data", unpack: base64 }
            callId: $.call
            fragments:
              - each: "$.segments[*]"
                when: { .kind: T }
                utteranceId: .T.id
                text: .T.text
            """);
        var data = Convert.ToBase64String(
            """{"call":"c-1","segments":[{"kind":"T","T":{"id":"a","text":"one"}},{"kind":"U"},{"kind":"T","T":{"id":"b"}},{"kind":"T","T":{"id":"c","text":"three"}}]}"""u8);

        var said = source.Take($$$"""{"Records":[{"kinesis":{"data":"bm90IGpzb24="}},{"kinesis":{"data":"{{{data}}}"}}]}""");

        Assert.Equal(["one", "three"], said.Select(one => (string)one["text"]!));
        Assert.Equal("Records[1].kinesis.data.segments[2].T.text", Assert.Single(source.Refused).Member);
    }

    [Fact]
    public void Form_and_JSON_in_a_string_are_read_through()
    {
        using var source = Mapped.By("""
            name: form
            body: form
            unpack: { $.Data: json }
            callId: $.CallSid
            fragments:
              - when: { $.Event: content }
                utteranceId: $.Seq
                text: $.Data.transcript
                isFinal: $.Final
                confidence: $.Data.confidence
            """);

        var said = source.Take(
            "Event=content&CallSid=CA1&Seq=7&Final=true&Data=%7B%22transcript%22%3A%22I+want+%26+need%22%2C%22confidence%22%3A0.5%7D&Flag").Single();

        Assert.Equal(("CA1", "7", "I want & need", 0.5), ((string?)said["callId"], (string?)said["utteranceId"], (string?)said["text"], (double)said["confidence"]!));
    }

    [Fact]
    public void Words_of_a_list_are_joined()
    {
        using var source = Mapped.By("""
            name: words
            fragments:
              - utteranceId: $.id
                text: { path: "$.words[*].w", join: " " }
            """);

        Assert.Equal("where is it", (string?)source.Take("""{"id":1,"words":[{"w":"where"},{"w":"is"},{"x":1},{"w":"it"}]}""", "c").Single()["text"]);
    }

    [Theory]
    [InlineData("ms", "1720", 1720)]
    [InlineData("s", "1.72", 1720)]
    [InlineData("ticks", "17200000", 1720)]
    [InlineData("duration", "\"PT1.72S\"", 1720)]
    [InlineData("duration", "\"P1DT1H2M3S\"", 90123000)]
    [InlineData("clock", "\"0:01:01.5\"", 61500)]
    [InlineData("clock", "\"01:02\"", 62000)]
    [InlineData("time", "\"2026-11-20T10:15:01.720Z\"", 1720)]
    [InlineData("time", "\"2026-11-20T11:15:01.720+01:00\"", 1720)]
    [InlineData("epochMs", "1795169701720", 1720)]
    [InlineData("epochS", "1795169701.72", 1720)]
    public void Times_are_read_in_their_unit(string unit, string written, int ms)
    {
        using var source = Mapped.By($$"""
            name: times
            since: { path: $.began, unit: time }
            fragments:
              - { utteranceId: $.id, text: $.text, start: { path: $.at, unit: {{unit}} } }
            """);

        Assert.Equal(ms, (int)source.Take($$"""{"id":"u","text":"a","began":"2026-11-20T10:15:00Z","at":{{written}}}""", "c").Single()["startMs"]!);
    }

    [Theory]
    [InlineData("duration", "\"PT\"")]
    [InlineData("duration", "\"1.72\"")]
    [InlineData("clock", "\"1:2:3:4\"")]
    [InlineData("clock", "\"a:b\"")]
    [InlineData("time", "\"yesterday\"")]
    [InlineData("epochMs", "1e300")]
    [InlineData("ms", "\"NaN\"")]
    public void Time_that_cannot_be_read_is_left_out(string unit, string written)
    {
        using var source = Mapped.By($$"""
            name: times
            fragments:
              - { utteranceId: $.id, text: $.text, start: { path: $.at, unit: {{unit}} } }
            """);

        Assert.False(source.Take($$"""{"id":"u","text":"a","at":{{written}}}""", "c").Single().ContainsKey("startMs"));
    }

    [Fact]
    public void Interims_grow_with_what_was_heard_and_two_texts_never_share_a_revision()
    {
        using var source = Mapped.By(Plain);

        var revisions = new[] { ("a", 1.0), ("a b", 2.0), ("a bee", 2.0), ("a", 1.0), ("a bee sea", 3.0), ("a bee sea", 3.0) }
            .Select(said => (int)source.Take(FormattableString.Invariant(
                $$"""{"type":"words","call":"c","id":"u","text":"{{said.Item1}}","final":false,"start":0,"end":{{said.Item2}}}""")).Single()["revision"]!);

        Assert.Equal([20, 40, 41, 20, 60, 60], revisions);
    }

    [Fact]
    public void What_the_address_says_of_the_agent_opens_the_call()
    {
        using var source = Mapped.By("name: bare\nfragments: [{ utteranceId: $.id, text: $.text }]", new SourceAddress { CallId = "c-1", AgentId = "a-7", Team = "billing" });

        var events = source.Take("""{"id":"u","text":"hello"}""");

        Assert.Equal("""{"type":"call-started","callId":"c-1","agentId":"a-7","team":"billing"}""", events[0].ToJsonString());
        Assert.Equal("fragment", (string?)events[1]["type"]);
    }
}
