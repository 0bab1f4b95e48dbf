using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

/// <summary>A vendor's stream that was lost and opened anew, and whose address says how far into the call that was.</summary>
public sealed class StreamOffsetTests
{
    private const long Later = 90_000;

    private const string Deepgram = """{"type":"Results","start":1.5,"duration":2,"is_final":true,"channel":{"alternatives":[{"transcript":"hello"}]}}""";
    private const string Azure = """{"kind":"TranscriptionData","transcriptionData":{"text":"hello","offset":15000000,"duration":20000000,"resultStatus":"Final"}}""";
    private const string Assembly = """{"type":"Turn","turn_order":0,"end_of_turn":true,"transcript":"hello","words":[{"text":"hello","start":1500,"end":3500}]}""";
    private const string Vosk = """{"text":"hello","result":[{"word":"hello","start":1.5,"end":3.5,"conf":1}]}""";
    private const string Live = """{"uid":"u1","segments":[{"start":"1.5","end":"3.5","text":"hello","completed":true}]}""";
    private const string Kit = """{"lines":[{"speaker":1,"text":"Hello.","start":1.5,"end":3.5},{"speaker":1,"text":"Yes","start":3.5,"end":4}]}""";
    private const string Hook = """{"type":"event","parameters":{"entities":[{"type":"transcript","data":{"id":"guid","channel":"EXTERNAL","isFinal":true,"offset":"PT1.5S","duration":"PT2S","alternatives":[{"interpretations":[{"type":"display","transcript":"hello"}]}]}}]}}""";

    [Theory]
    [InlineData("deepgram", Deepgram)]
    [InlineData("azure-communication-services", Azure)]
    [InlineData("assemblyai", Assembly)]
    [InlineData("vosk", Vosk)]
    [InlineData("whisperlive", Live)]
    [InlineData("whisperlivekit", Kit)]
    public void Times_of_a_second_stream_are_the_calls_and_its_ids_are_not_the_firsts(string format, string message)
    {
        var first = Open(format, 0).Read(message).Fragments[0];
        var second = Open(format, Later).Read(message).Fragments[0];

        Assert.Equal((1500, 3500), (first.StartMs, first.EndMs));
        Assert.Equal((1500 + Later, 3500 + Later), (second.StartMs, second.EndMs));
        Assert.Equal($"{first.UtteranceId}-o{Later}", second.UtteranceId);
    }

    [Fact]
    public void Id_that_the_vendor_gives_once_stays_as_it_is_since_a_second_stream_may_end_what_the_first_began()
    {
        var second = Open("genesys-audiohook", Later).Read(Hook).Fragments[0];

        Assert.Equal(("guid", 1500 + Later), (second.UtteranceId, second.StartMs));
    }

    [Theory]
    [InlineData("vosk", Vosk)]
    [InlineData("whisperlive", Live)]
    [InlineData("whisperlivekit", Kit)]
    public void Same_words_at_the_same_time_of_a_second_stream_are_said_where_one_way_in_carries_both(string format, string message)
    {
        var both = Open(format, 0);
        both.Read(message);

        both.Said = both.Said with { OffsetMs = Later };

        Assert.Equal(1500 + Later, both.Read(message).Fragments[0].StartMs);
    }

    [Theory]
    [InlineData("whisperlive", Live)]
    [InlineData("whisperlivekit", Kit)]
    public void Same_words_at_the_same_time_of_another_call_are_said_where_one_way_in_carries_both(string format, string message)
    {
        var both = Open(format, 0);
        var first = both.Read(message).Fragments;

        both.Said = both.Said with { CallId = "c-2" };

        Assert.Equal(first.Select(one => one with { CallId = "c-2" }), both.Read(message).Fragments);
    }

    [Fact]
    public void Bridge_may_say_it_in_each_message()
    {
        var format = Open("vosk", 0);

        var second = format.Read(Vosk.Replace("{\"text\"", $"{{\"offsetMs\":{Later},\"text\"", StringComparison.Ordinal)).Fragments[0];

        Assert.Equal(1500 + Later, second.StartMs);
        Assert.EndsWith($"-o{Later}", second.UtteranceId, StringComparison.Ordinal);
        Assert.Equal(1500, format.Read(Vosk).Fragments[0].StartMs);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("86400001")]
    [InlineData("1.5")]
    [InlineData("\"90000\"")]
    [InlineData("null")]
    public void Bridges_message_with_a_wrong_offset_is_refused(string offset)
    {
        var refused = Open("vosk", 0).Refusal(Vosk.Replace("{\"text\"", $"{{\"offsetMs\":{offset},\"text\"", StringComparison.Ordinal));

        Assert.Equal("offsetMs", refused.Member);
        Assert.Contains("0 to 86400000", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(SourceAddress.MostOffsetMs + 1)]
    public void Address_with_a_wrong_offset_is_refused_with_all_its_words(long offset) =>
        Assert.Equal("offsetMs", Open("deepgram", offset).Refusal(Deepgram).Member);

    [Theory]
    [InlineData(null, 0)]
    [InlineData("90000", 90_000)]
    [InlineData("", -1)]
    [InlineData("-5", -1)]
    [InlineData("1.5", -1)]
    [InlineData("soon", -1)]
    [InlineData("99999999999999999999", -1)]
    public void Offset_is_read_as_a_whole_number_and_nothing_else(string? text, long read) => Assert.Equal(read, SourceAddress.OffsetOf(text));

    [Fact]
    public void Words_without_a_time_stay_without_one()
    {
        var said = Open("vosk", Later).Read("""{"text":"hello"}""").Fragments[0];

        Assert.Null(said.StartMs);
    }

    private static FormatReading Open(string format, long offset) =>
        new(format, new SourceAddress { CallId = "c-1", Speaker = Speaker.Customer, OffsetMs = offset });
}
