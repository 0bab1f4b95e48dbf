using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class GenesysTests
{
    private const string Body = """
        {"eventTime":"2026-11-20T10:15:30.128Z","conversationId":"7f2c","communicationId":"a1","sessionStartTimeMs":1795169700000,
         "transcriptionStartTimeMs":1795169699950,"transcripts":[{"utteranceId":"utt-5","isFinal":true,"channel":"EXTERNAL","dialect":"en-US",
         "alternatives":[{"confidence":0.66,"offsetMs":27860,"durationMs":1240,"transcript":"you people are useless",
         "decoratedTranscript":"You people are useless."}],"engineProvider":"GENESYS","engineId":"r2d2"}],
         "status":{"offsetMs":29100,"status":"SESSION_ONGOING"}}
        """;

    [Theory]
    [InlineData("""{"topicName":"v2.conversations.7f2c.transcription","version":"2","eventBody":BODY,"metadata":{"CorrelationId":"x"}}""")]
    [InlineData("""{"version":"0","detail-type":"v2.conversations.{id}.transcription","source":"aws.partner/genesys.com/cloud/o/b","detail":{"eventBody":BODY,"metadata":{}}}""")]
    [InlineData("""{"detail-type":"v2.conversations.{id}.transcription","detail":BODY}""")]
    [InlineData("BODY")]
    public void The_documented_message_is_heard_in_every_envelope(string envelope)
    {
        var heard = Open().Read(envelope.Replace("BODY", Body, StringComparison.Ordinal));

        Assert.Empty(heard.Refused);
        Assert.Equal(
            new Said("7f2c", "utt-5", "you people are useless", Revisions.Final, true, "customer", 27860, 29100, "en-US"),
            Assert.Single(heard.Fragments));
        Assert.Equal(
            DateTimeOffset.FromUnixTimeMilliseconds(1795169700000), heard.Only("call-started").GetProperty("startedAt").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("transcripts")]
    [InlineData("transcript")]
    public void One_transcript_may_stand_without_an_array(string name)
    {
        var message = Message("u", true, 100, "hello").Replace("\"transcripts\":[{", $"\"{name}\":{{", StringComparison.Ordinal)
            .Replace("}]}]}", "}]}}", StringComparison.Ordinal);

        Assert.Equal("hello", Open().One(message).Text);
    }

    [Fact]
    public void Interims_grow_into_their_final()
    {
        var format = Open();

        var revisions = new[]
        {
            format.One(Message("u", false, 400, "you")), format.One(Message("u", false, 800, "you people")), format.One(Message("u", true, 1240, "you people are")),
        }.Select(one => one.Revision);

        Assert.Equal([8, 16, Revisions.Final], revisions);
    }

    [Fact]
    public void A_message_read_twice_ends_in_the_same_fragment()
    {
        var format = Open();

        Assert.Equal(format.One(Body), format.One(Body));
    }

    [Fact]
    public void A_later_sessions_times_count_from_the_first_ones()
    {
        var format = Open();
        format.Read(Body);

        var later = format.One(Body.Replace("\"a1\"", "\"a2\"").Replace("1795169700000", "1795169760000").Replace("utt-5", "utt-1"));

        Assert.Equal(87860, later.StartMs);
    }

    [Fact]
    public void The_call_ends_with_its_last_session()
    {
        var format = Open();
        format.Read(Body);
        format.Read(Body.Replace("\"a1\"", "\"a2\""));

        Assert.DoesNotContain("call-ended", format.Read(Ended("a1")).Types);
        Assert.Contains("call-ended", format.Read(Ended("a2")).Types);
    }

    [Theory]
    [InlineData("""{"topicName":"channel.metadata","eventBody":{"message":"WebSocket Heartbeat"}}""")]
    [InlineData("""{"eventBody":{"conversationId":"c","transcripts":[],"status":{"offsetMs":1,"status":"SESSION_ONGOING"}}}""")]
    [InlineData("""{"eventBody":{"conversationId":"c","status":{"offsetMs":1,"status":"UNKNOWN"}}}""")]
    public void What_says_no_words_says_nothing(string message)
    {
        var heard = Open().Read(message);

        Assert.Empty(heard.Fragments);
        Assert.Empty(heard.Refused);
    }

    [Theory]
    [InlineData("""{"eventBody":{"transcripts":[]}}""", "eventBody.conversationId")]
    [InlineData("""{"conversationId":"c","transcripts":[{"alternatives":[{"transcript":"secret"}]}]}""", "transcripts[0].utteranceId")]
    [InlineData("""{"conversationId":"c","transcripts":[{"utteranceId":"u"}]}""", "transcripts[0].alternatives[0].transcript")]
    [InlineData("""{"conversationId":"c","transcripts":[{"utteranceId":"u","alternatives":[{"transcript":7}]}]}""", "transcripts[0].alternatives[0].transcript")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member)
    {
        var refusal = Assert.Single(Open().Read(message).Refused);

        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("secret", refusal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INTERNAL", "agent")]
    [InlineData("external", "customer")]
    [InlineData("OTHER", "unknown")]
    public void Channels_are_speakers(string channel, string speaker) =>
        Assert.Equal(speaker, Open().One(Message("u", true, 1, "x").Replace("EXTERNAL", channel)).Speaker);

    private static FormatReading Open() => new("genesys");

    private static string Ended(string session) =>
        $$$"""{"conversationId":"7f2c","communicationId":"{{{session}}}","sessionStartTimeMs":1795169700000,"transcripts":[],"status":{"offsetMs":60000,"status":"SESSION_ENDED"}}""";

    private static string Message(string id, bool isFinal, int duration, string text) =>
        $$"""{"conversationId":"7f2c","transcripts":[{"utteranceId":"{{id}}","isFinal":{{(isFinal ? "true" : "false")}},"channel":"EXTERNAL","alternatives":[{"offsetMs":100,"durationMs":{{duration}},"transcript":"{{text}}"}]}]}""";
}
