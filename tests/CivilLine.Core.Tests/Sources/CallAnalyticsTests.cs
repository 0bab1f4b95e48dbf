using System.Text;
using CivilLine.Sources;

namespace CivilLine.Core.Tests.Sources;

public sealed class CallAnalyticsTests
{
    [Theory]
    [InlineData("""{"UtteranceEvent":BODY}""")]
    [InlineData("BODY")]
    public void An_utterance_is_heard_bare_or_under_its_name(string message) => Assert.Equal(
        new Said("c-1", "u-1", "where is my refund", Revisions.Final, true, "customer", 1000, 2500, null),
        Open().One(message.Replace("BODY", Utterance(2500, false, "where is my refund"), StringComparison.Ordinal)));

    [Fact]
    public void Interims_grow_into_their_final()
    {
        var format = Open();

        var revisions = new[]
        {
            format.One(Utterance(1500, true, "where")), format.One(Utterance(2000, true, "where is my")), format.One(Utterance(2500, false, "where is my refund")),
        };

        Assert.Single(revisions.Select(one => one.UtteranceId).Distinct());
        Assert.Equal([10, 20, Revisions.Final], revisions.Select(one => one.Revision));
    }

    [Fact]
    public void A_batch_says_all_that_is_in_it()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Utterance(2500, false, "hello")));

        Assert.Equal(2, Open().Read($$$"""{"Records":[{"kinesis":{"data":"{{{data}}}"}},{"kinesis":{"data":"{{{data}}}"}}]}""").Fragments.Count);
    }

    [Theory]
    [InlineData("""{"CategoryEvent":{"MatchedCategories":["x"],"MatchedDetails":{}}}""")]
    [InlineData("""{"MatchedCategories":["x"]}""")]
    public void Categories_say_nothing(string message)
    {
        var heard = Open().Read(message);

        Assert.Empty(heard.Events);
        Assert.Empty(heard.Refused);
    }

    [Fact]
    public void A_bridge_may_name_the_call_in_each_message() =>
        Assert.Equal("c-9", new FormatReading("amazon-call-analytics").One($$$"""{"CallId":"c-9","UtteranceEvent":{{{Utterance(2500, false, "x")}}} }""").CallId);

    [Theory]
    [InlineData("""{"UtteranceEvent":{"Transcript":"secret"}}""", "UtteranceEvent.UtteranceId")]
    [InlineData("""{"UtteranceEvent":{"UtteranceId":"u"}}""", "UtteranceEvent.Transcript")]
    [InlineData("""{"UtteranceEvent":{"UtteranceId":"u","Transcript":["secret"]}}""", "UtteranceEvent.Transcript")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member) =>
        Assert.Equal(member, Open().Refusal(message).Member);

    [Fact]
    public void Without_a_call_nothing_is_heard() =>
        Assert.Equal("callId", new FormatReading("amazon-call-analytics").Refusal(Utterance(2500, false, "x")).Member);

    private static FormatReading Open() => new("amazon-call-analytics", new SourceAddress { CallId = "c-1" });

    private static string Utterance(int end, bool isPartial, string text) => $$"""
        {"UtteranceId":"u-1","IsPartial":{{(isPartial ? "true" : "false")}},"ParticipantRole":"CUSTOMER","BeginOffsetMillis":1000,
         "EndOffsetMillis":{{end}},"Transcript":"{{text}}","Items":[],"Entities":[],"Sentiment":"NEGATIVE"}
        """;
}
