using System.Text;
using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class ContactLensTests
{
    private const string Example = """
        {"Version":"1.0.0","Channel":"VOICE","AccountId":"111122223333","InstanceId":"i-1","ContactId":"c-42",
         "LanguageCode":"en-GB","EventType":"SEGMENTS","Segments":[
          {"Utterance":{"Id":"u1","TranscriptId":"t7","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER",
            "PartialContent":"this is the third time","BeginOffsetMillis":41200,"EndOffsetMillis":42480}},
          {"Transcript":{"Id":"t7","ParticipantId":"CUSTOMER","ParticipantRole":"CUSTOMER",
            "Content":"This is the third time I call you.","BeginOffsetMillis":41200,"EndOffsetMillis":43990,
            "Sentiment":"NEGATIVE","IssuesDetected":[{"CharacterOffsets":{"BeginOffsetChar":0,"EndOffsetChar":33}}]}},
          {"Categories":{"MatchedCategories":["AbusiveCaller"],"MatchedDetails":{"AbusiveCaller":
            {"PointsOfInterest":[{"BeginOffsetMillis":41200,"EndOffsetMillis":43990}]}}}}]}
        """;

    [Fact]
    public void The_documented_message_is_an_interim_and_its_final()
    {
        var heard = Open().Read(Example);

        Assert.Empty(heard.Refused);
        Assert.Equal(
            [
                new Said("c-42", "t7", "this is the third time", 25, false, "customer", 41200, 42480, "en-GB"),
                new Said("c-42", "t7", "This is the third time I call you.", Revisions.Final, true, "customer", 41200, 43990, "en-GB"),
            ],
            heard.Fragments);
    }

    [Fact]
    public void Parts_grow_into_one_text()
    {
        var format = Open();

        var first = format.One(Part("u1", 0, 1000, "this is"));
        var second = format.One(Part("u2", 1000, 2200, "the third time"));

        Assert.Equal(("this is the third time", 0, 2200), (second.Text, second.StartMs!.Value, second.EndMs!.Value));
        Assert.True(second.Revision > first.Revision);
    }

    [Fact]
    public void Parts_that_overtake_each_other_end_in_the_same_text()
    {
        var format = Open();
        format.Read(Part("u1", 0, 1000, "this is"));
        var early = format.One(Part("u3", 2000, 3000, "time"));

        var late = format.One(Part("u2", 1000, 2000, "the third"));

        Assert.Equal("this is the third time", late.Text);
        Assert.True(late.Revision > early.Revision);
    }

    [Fact]
    public void A_part_that_comes_again_says_the_text_as_it_stands()
    {
        var format = Open();
        format.Read(Part("u1", 0, 1000, "this is"));
        var last = format.One(Part("u2", 1000, 2000, "the third time"));

        Assert.Equal(last, format.One(Part("u1", 0, 1000, "this is")));
    }

    [Fact]
    public void Transcripts_grow_beside_each_other()
    {
        var format = Open();
        format.Read(Part("u1", 0, 1000, "one"));

        Assert.Equal("two", format.One(Part("u1", 0, 1000, "two", transcript: "t8")).Text);
    }

    [Fact]
    public void A_final_wins_over_any_part()
    {
        var format = Open();
        for (var i = 0; i < 60; i++)
            Assert.True(format.One(Part($"u{i}", i * 5000, (i + 1) * 5000, "word")).Revision < Revisions.Final);
    }

    [Fact]
    public void A_transcript_takes_so_many_parts_and_no_more()
    {
        var format = Open();
        for (var i = 0; i < 500; i++)
            format.Read(Part($"u{i}", i, i + 1, new string('x', 100)));

        Assert.True(format.One(Part("last", 600, 601, "y")).Text.Length <= 4096);
    }

    [Theory]
    [InlineData("AGENT", "agent")]
    [InlineData("SYSTEM", "agent")]
    [InlineData("CUSTOMER", "customer")]
    [InlineData("SUPERVISOR", "unknown")]
    public void Roles_are_speakers(string role, string speaker) =>
        Assert.Equal(speaker, Open().One(Part("u1", 0, 1, "x").Replace("CUSTOMER", role)).Speaker);

    [Fact]
    public void The_contact_starts_and_ends_as_told()
    {
        var format = new FormatReading("amazon-contact-lens", team: "billing");

        var started = format.Read("""{"ContactId":"c-1","EventType":"STARTED","LanguageCode":"en-US"}""").Only("call-started");
        var ended = format.Read("""{"ContactId":"c-1","EventType":"COMPLETED"}""").Only("call-ended");

        Assert.Equal(("billing", "en-US"), (started.GetProperty("team").GetString(), started.GetProperty("language").GetString()));
        Assert.Equal("c-1", ended.GetProperty("callId").GetString());
    }

    [Theory]
    [InlineData("""{"ContactId":"c-1","EventType":"FAILED"}""")]
    [InlineData("""{"ContactId":"c-1","EventType":"NEWER"}""")]
    [InlineData("""{"version":"0","source":"aws.connect","detail-type":"Contact Lens Realtime Rules Matched","detail":{"version":"1.0","ruleName":"r"}}""")]
    [InlineData("""{"ContactId":"c-1","EventType":"SEGMENTS","Segments":[{"PostContactSummary":{"Content":"x"}},{}]}""")]
    public void What_says_no_words_says_nothing(string message)
    {
        var heard = Open().Read(message);

        Assert.Empty(heard.Events);
        Assert.Empty(heard.Refused);
    }

    [Theory]
    [InlineData("""{"EventType":"SEGMENTS","Segments":[]}""", "ContactId")]
    [InlineData("""{"ContactId":7,"EventType":"SEGMENTS","Segments":[]}""", "ContactId")]
    [InlineData("""{"ContactId":"c","EventType":"SEGMENTS"}""", "Segments")]
    [InlineData("""{"ContactId":"c","Segments":{}}""", "Segments")]
    [InlineData("""{"ContactId":"c","Segments":[{},{"Transcript":{"Content":"secret"}}]}""", "Segments[1].Transcript.Id")]
    [InlineData("""{"ContactId":"c","Segments":[{"Transcript":{"Id":"t","Content":7}}]}""", "Segments[0].Transcript.Content")]
    [InlineData("""{"ContactId":"c","Segments":[{"Utterance":{"Id":"u","PartialContent":"secret"}}]}""", "Segments[0].Utterance.TranscriptId")]
    [InlineData("""{"ContactId":"c","Segments":[{"Utterance":{"TranscriptId":"t","PartialContent":"secret"}}]}""", "Segments[0].Utterance.Id")]
    [InlineData("""{"ContactId":"c","Segments":[{"Utterance":{"TranscriptId":"t","Id":"u"}}]}""", "Segments[0].Utterance.PartialContent")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member)
    {
        var refusal = Open().Refusal(message);

        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("secret", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rest_of_a_message_counts_where_a_segment_is_wrong()
    {
        var heard = Open().Read("""
            {"ContactId":"c","EventType":"SEGMENTS","Segments":[{"Transcript":{"Id":"t1"}},{"Transcript":{"Id":"t2","Content":"hello"}}]}
            """);

        Assert.Equal("hello", Assert.Single(heard.Fragments).Text);
        Assert.Equal("Segments[0].Transcript.Content", Assert.Single(heard.Refused).Member);
    }

    [Theory]
    [InlineData("""{"requestId":"r","timestamp":1,"records":[{"data":"DATA"}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"partitionKey":"p","data":"DATA"}}]}""")]
    [InlineData("""[{"eventSource":"aws:kinesis","partitionKey":"p","data":"DATA"}]""")]
    [InlineData("""{"eventSource":"aws:kinesis","data":"DATA"}""")]
    public void Wrapped_messages_are_unwrapped(string envelope)
    {
        var wrapped = envelope.Replace("DATA", Base64(Example), StringComparison.Ordinal);

        Assert.Equal(Open().Read(Example).Raw, Open().Read(wrapped).Raw);
    }

    [Fact]
    public void Messages_that_a_stream_joined_are_read_one_by_one()
    {
        var joined = Part("u1", 0, 1, "one") + Part("u2", 1, 2, "two") + "\n" + Part("u3", 2, 3, "three");

        Assert.Equal(3, Open().Read($$"""{"records":[{"data":"{{Base64(joined)}}"}]}""").Fragments.Count);
    }

    [Fact]
    public void A_refusal_in_a_batch_says_which_record_and_the_others_count()
    {
        var wrong = Base64("""{"EventType":"SEGMENTS"}""");
        var right = Base64(Part("u1", 0, 1, "x"));

        var heard = Open().Read($$$"""
            {"Records":[{"kinesis":{"data":"{{{wrong}}}"}},{"kinesis":{"data":"%"}},{},{"kinesis":{"data":"{{{right}}}"}}]}
            """);

        Assert.Single(heard.Fragments);
        Assert.Equal(
            ["Records[0].kinesis.data.ContactId", "Records[1].kinesis.data", "Records[2].data"], heard.Refused.Select(one => one.Member));
    }

    private static FormatReading Open() => new("amazon-contact-lens");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Part(string id, int start, int end, string text, string transcript = "t7") => $$$"""
        {"ContactId":"c-1","EventType":"SEGMENTS","Segments":[{"Utterance":{"Id":"{{{id}}}","TranscriptId":"{{{transcript}}}",
         "ParticipantRole":"CUSTOMER","PartialContent":"{{{text}}}","BeginOffsetMillis":{{{start}}},"EndOffsetMillis":{{{end}}} }}]}
        """;
}
