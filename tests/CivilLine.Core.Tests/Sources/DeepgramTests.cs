using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class DeepgramTests
{
    private static readonly SourceAddress Call = new() { CallId = "c-1" };

    [Fact]
    public void Results_are_heard_as_documented()
    {
        var heard = Open().One(Results(1.72, isFinal: true, "where is my refund"));

        Assert.Equal(
            new Said("c-1", "0-12310", "where is my refund", Revisions.Final, true, "unknown", 12310, 14030, "en"), heard);
    }

    [Fact]
    public void Interims_and_final_of_a_segment_are_one_utterance_that_grows()
    {
        var format = Open();

        var first = format.One(Results(0.5, isFinal: false, "where"));
        var second = format.One(Results(1.1, isFinal: false, "where is my"));
        var last = format.One(Results(1.72, isFinal: true, "where is my refund"));

        Assert.Equal([first.UtteranceId, first.UtteranceId], [second.UtteranceId, last.UtteranceId]);
        Assert.True(first.Revision < second.Revision && second.Revision < last.Revision);
    }

    [Fact]
    public void Overtaken_interims_number_as_they_would_have_in_order()
    {
        Assert.Equal(
            Open().One(Results(0.5, isFinal: false, "where")),
            After(Results(1.1, isFinal: false, "where is my")).One(Results(0.5, isFinal: false, "where")));
    }

    [Fact]
    public void A_message_read_twice_says_the_same()
    {
        var format = Open();

        Assert.Equal(format.Read(Results(1.72, true, "hello")).Raw, format.Read(Results(1.72, true, "hello")).Raw);
    }

    [Fact]
    public void Channels_speak_as_configured()
    {
        var format = new FormatReading("deepgram", Call, new() { ["0"] = Speaker.Customer, ["1"] = Speaker.Agent });

        Assert.Equal("customer", format.One(Results(1, true, "hello", channel: "[0,2]")).Speaker);
        Assert.Equal("agent", format.One(Results(1, true, "hello", channel: "[1,2]")).Speaker);
    }

    [Fact]
    public void The_address_says_who_speaks_on_a_stream_of_its_own()
    {
        var format = new FormatReading("deepgram", Call with { Speaker = Speaker.Agent });

        var heard = format.One(Results(1, true, "hello"));

        Assert.Equal(("agent", "a-0-12310"), (heard.Speaker, heard.UtteranceId));
    }

    [Fact]
    public void A_final_of_two_voices_is_cut_where_the_voice_changes()
    {
        var format = new FormatReading("deepgram", Call, new() { ["speaker-0"] = Speaker.Agent, ["speaker-1"] = Speaker.Customer });

        var heard = format.Read("""
            {"type":"Results","start":1,"duration":3,"is_final":true,"channel":{"alternatives":[{"transcript":"how can i help you are useless","words":[
             {"word":"how","start":1,"end":1.2,"speaker":0},{"word":"can","start":1.2,"end":1.4,"speaker":0},{"word":"i","start":1.4,"end":1.5,"speaker":0},{"word":"help","start":1.5,"end":1.9,"speaker":0},
             {"word":"you","punctuated_word":"You","start":2,"end":2.2,"speaker":1},{"word":"are","start":2.2,"end":2.5,"speaker":1},{"word":"useless","punctuated_word":"useless.","start":2.5,"end":3.4,"speaker":1}]}]}}
            """).Fragments;

        Assert.Equal(
            [("agent", "how can i help", 1000, 1900, "0-1000"), ("customer", "You are useless.", 2000, 4000, "0-1000-1")],
            heard.Select(said => (said.Speaker, said.Text, said.StartMs!.Value, said.EndMs!.Value, said.UtteranceId)));
    }

    [Fact]
    public void An_interim_of_two_voices_is_not_cut()
    {
        var heard = Open().One("""
            {"type":"Results","start":1,"duration":3,"is_final":false,"channel":{"alternatives":[{"transcript":"yes no no","words":[
             {"word":"yes","speaker":0},{"word":"no","speaker":1},{"word":"no","speaker":1}]}]}}
            """);

        Assert.Equal(("yes no no", "0-1000"), (heard.Text, heard.UtteranceId));
    }

    [Fact]
    public void Silence_says_nothing() => Assert.Empty(Open().Read(Results(5, isFinal: true, "")).Events);

    [Fact]
    public void A_final_that_takes_back_shown_words_is_heard()
    {
        var format = After(Results(0.5, isFinal: false, "you idiot"));

        Assert.Equal(("", true), (format.One(Results(1, isFinal: true, "")).Text, format.One(Results(1, isFinal: true, "")).IsFinal));
    }

    [Fact]
    public void Streams_of_one_call_do_not_share_utterances()
    {
        var format = Open();

        var ids = new[] { "5f0c2ab4-1", "91d0be77-2" }.Select(request =>
            format.One(Results(1, true, "hello", more: $$""","metadata":{"request_id":"{{request}}"}""")).UtteranceId);

        Assert.Equal(["5f0c2ab4-0-12310", "91d0be77-0-12310"], ids);
    }

    [Fact]
    public void The_call_may_stand_in_extra_metadata()
    {
        var format = new FormatReading("deepgram");

        Assert.Equal("c-9", format.One(Results(1, true, "hello", more: ""","metadata":{"extra":{"callId":"c-9"}}""")).CallId);
    }

    [Fact]
    public void The_end_of_the_stream_ends_the_call()
    {
        var heard = Open().Read("""{"type":"Metadata","request_id":"r","duration":25.9,"channels":1}""");

        Assert.Equal("c-1", heard.Only("call-ended").GetProperty("callId").GetString());
    }

    [Theory]
    [InlineData("""{"type":"UtteranceEnd","channel":[0,2],"last_word_end":13.9}""")]
    [InlineData("""{"type":"SpeechStarted","channel":[0],"timestamp":1.2}""")]
    [InlineData("""{"type":"Metadata","request_id":"r","duration":0}""")]
    [InlineData("""{"type":"SomethingNew"}""")]
    public void What_says_no_words_says_nothing(string message)
    {
        var heard = Open().Read(message);

        Assert.Empty(heard.Events);
        Assert.Empty(heard.Refused);
    }

    [Fact]
    public void A_confidence_of_nothing_is_none()
    {
        Assert.DoesNotContain("confidence", Open().Read(Results(1, true, "hello").Replace("0.99", "0.0")).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void The_addresss_facts_start_the_call_before_its_words()
    {
        var format = new FormatReading("deepgram", Call with { AgentId = "a-7", Team = "billing" });

        Assert.Equal(["call-started", "fragment"], format.Read(Results(1, true, "hello")).Types);
    }

    [Theory]
    [InlineData("""{"type":"Results","start":1,"is_final":true}""", "channel")]
    [InlineData("""{"type":"Results","start":1,"channel":{"alternatives":[]}}""", "channel.alternatives[0].transcript")]
    [InlineData("""{"type":"Results","start":1,"channel":{"alternatives":[{"transcript":7}]}}""", "channel.alternatives[0].transcript")]
    [InlineData("""{"type":"Results","channel":{"alternatives":[{"transcript":"secret words"}]}}""", "start")]
    [InlineData("""{"type":"Results","start":"1","channel":{"alternatives":[{"transcript":"secret words"}]}}""", "start")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member)
    {
        var refusal = Open().Refusal(message);

        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("secret", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_no_call_are_refused() =>
        Assert.Equal("callId", new FormatReading("deepgram").Refusal(Results(1, true, "hello")).Member);

    private static FormatReading Open() => new("deepgram", Call);

    private static FormatReading After(string message)
    {
        var format = Open();
        format.Read(message);
        return format;
    }

    private static string Results(double duration, bool isFinal, string text, string channel = "[0,1]", string more = "") => $$"""
        {"type":"Results","channel_index":{{channel}},"duration":{{duration}},"start":12.31,"is_final":{{(isFinal ? "true" : "false")}},
         "speech_final":true,"unknown":[{}],"channel":{"alternatives":[{"transcript":"{{text}}","confidence":0.99,"languages":["en"],"words":[]}]}{{more}}}
        """;
}
