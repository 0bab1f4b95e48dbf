using System.Text;
using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class AgentAssistTests
{
    private const string Conversation = "projects/p/locations/global/conversations/conv-1";

    [Fact]
    public void A_message_is_a_final()
    {
        var heard = Open().One(Pushed(Message("m1", "Where is my refund?")));

        Assert.Equal(
            new Said("conv-1", "m1", "Where is my refund?", Revisions.Final, true, "customer", 0, 2000, "en-US"), heard);
    }

    [Fact]
    public void A_recognition_is_the_interim_of_the_message_that_it_becomes()
    {
        var format = Open();

        var first = format.One(Pushed(Recognition("where", "61.2s"), "m1"));
        var second = format.One(Pushed(Recognition("where is my", "61.9s"), "m1"));
        var final = format.One(Pushed(Message("m1", "Where is my refund?")));

        Assert.Equal(("m1", "m1", false), (first.UtteranceId, second.UtteranceId, second.IsFinal));
        Assert.True(first.Revision < second.Revision && second.Revision < final.Revision);
        Assert.Equal("customer", first.Speaker);
    }

    [Fact]
    public void Overtaken_recognitions_number_below()
    {
        var format = Open();
        var later = format.One(Pushed(Recognition("where is my", "61.9s"), "m1"));

        Assert.True(format.One(Pushed(Recognition("where", "61.2s"), "m1")).Revision < later.Revision);
    }

    [Fact]
    public void A_long_message_goes_on_to_number_its_recognitions()
    {
        var format = Open();
        int RevisionAt(int seconds) => format.One(Pushed(Recognition("and then", $"{seconds}.0s"), "m1")).Revision;

        int[] revisions = [RevisionAt(60), RevisionAt(110), RevisionAt(115), RevisionAt(300)];

        Assert.Equal(revisions.Distinct().Order(), revisions);
        Assert.True(revisions[^1] < Revisions.Final);
    }

    [Fact]
    public void A_push_that_comes_again_says_the_same()
    {
        var format = Open();
        var push = Pushed(Recognition("where", "61.2s"), "m1");

        Assert.Equal(format.One(push), format.One(push));
    }

    [Fact]
    public void Times_count_from_the_conversations_start()
    {
        var format = Open();
        format.At = new DateTimeOffset(2026, 11, 20, 10, 15, 20, TimeSpan.Zero);
        format.Read(Pushed($$"""{"conversation":"{{Conversation}}","type":"CONVERSATION_STARTED"}"""));

        var heard = format.One(Pushed(Message("m1", "hello")));

        Assert.Equal((10_000, 12_000), (heard.StartMs!.Value, heard.EndMs!.Value));
    }

    [Fact]
    public void The_conversation_ends_as_told() =>
        Assert.Equal(["call-ended"], Open().Read(Pushed($$"""{"conversation":"{{Conversation}}","type":"CONVERSATION_FINISHED"}""")).Types);

    [Theory]
    [InlineData("HUMAN_INTERVENTION_NEEDED")]
    [InlineData("UNRECOVERABLE_ERROR")]
    [InlineData("SOMETHING_NEW")]
    public void What_says_no_words_says_nothing(string type)
    {
        var heard = Open().Read(Pushed($$"""{"conversation":"{{Conversation}}","type":"{{type}}"}"""));

        Assert.Empty(heard.Events);
        Assert.Empty(heard.Refused);
    }

    [Fact]
    public void Tones_are_no_words() =>
        Assert.Empty(Open().Read(Pushed(
            $$$"""{"conversation":"{{{Conversation}}}","type":"NEW_RECOGNITION_RESULT","newRecognitionResultPayload":{"messageType":"DTMF_DIGITS"}}""", "m1")).Events);

    [Theory]
    [InlineData("""{"type":"NEW_MESSAGE"}""", "message.data.conversation")]
    [InlineData("""{"conversation":"c"}""", "message.data.type")]
    [InlineData("""{"conversation":"c","type":"NEW_MESSAGE"}""", "message.data.newMessagePayload")]
    [InlineData("""{"conversation":"c","type":"NEW_MESSAGE","newMessagePayload":{"content":"secret"}}""", "message.data.newMessagePayload.name")]
    [InlineData("""{"conversation":"c","type":"NEW_MESSAGE","newMessagePayload":{"name":"m","content":{}}}""", "message.data.newMessagePayload.content")]
    [InlineData("""{"conversation":"c","type":"NEW_RECOGNITION_RESULT"}""", "message.data.newRecognitionResultPayload")]
    [InlineData("""{"conversation":"c","type":"NEW_RECOGNITION_RESULT","newRecognitionResultPayload":{"transcript":"secret"}}""", "message.data.attributes.message_id")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member)
    {
        var refusal = Open().Refusal(Pushed(message));

        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("secret", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_no_base64_is_named() =>
        Assert.Equal("message.data", Open().Refusal("""{"message":{"data":"!","messageId":"1"},"subscription":"s"}""").Member);

    private static FormatReading Open() => new("google-agent-assist");

    private static string Message(string id, string text) => $$$"""
        {"conversation":"{{{Conversation}}}","type":"NEW_MESSAGE","newMessagePayload":{"name":"{{{Conversation}}}/messages/{{{id}}}",
         "content":"{{{text}}}","languageCode":"en-US","participant":"p","participantRole":"END_USER",
         "createTime":"2026-11-20T10:15:32Z","sendTime":"2026-11-20T10:15:30Z"}}
        """;

    private static string Recognition(string text, string heard) => $$$"""
        {"conversation":"{{{Conversation}}}","type":"NEW_RECOGNITION_RESULT","newRecognitionResultPayload":
         {"messageType":"TRANSCRIPT","transcript":"{{{text}}}","isFinal":false,"stability":0.9,"speechEndOffset":"{{{heard}}}"}}
        """;

    private static string Pushed(string data, string? messageId = null)
    {
        var attributes = messageId is null ? "{}" : $$"""{"message_id":"{{messageId}}","participant_role":"END_USER"}""";
        return $$$"""
            {"message":{"data":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(data))}}}","messageId":"2","publishTime":"2026-11-20T10:15:33Z",
             "attributes":{{{attributes}}}},"subscription":"projects/p/subscriptions/s"}
            """;
    }
}
