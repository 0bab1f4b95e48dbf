using System.Globalization;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class TwilioTests
{
    [Fact]
    public void The_documented_callback_is_heard()
    {
        var heard = Open().One(
            "TranscriptionEvent=transcription-content&CallSid=CA42&TranscriptionSid=GT7&SequenceId=7&Track=inbound_track"
            + "&Final=true&Timestamp=2026-11-20T10:15:30.454203Z&LanguageCode=en-GB"
            + "&TranscriptionData=" + Uri.EscapeDataString("""{"transcript":"I want to speak to a manager","confidence":0.97}"""));

        Assert.Equal(
            new Said("CA42", "GT7-inbound_track-a0", "I want to speak to a manager", 900, true, "customer", 0, 0, "en-GB"), heard);
    }

    [Fact]
    public void Interims_and_final_are_one_utterance_that_grows()
    {
        var format = Open();

        var told = new[] { Callback(2, "i want", false), Callback(3, "i want to speak", false), Callback(4, "I want to speak.", true) }
            .Select(format.One).ToList();

        Assert.Single(told.Select(one => one.UtteranceId).Distinct());
        Assert.True(told[0].Revision < told[1].Revision && told[1].Revision < told[2].Revision);
    }

    [Fact]
    public void After_a_final_a_new_utterance_begins()
    {
        var format = Open();
        var first = format.One(Callback(2, "one", true));

        Assert.NotEqual(first.UtteranceId, format.One(Callback(3, "two", false)).UtteranceId);
    }

    [Fact]
    public void Tracks_do_not_end_each_others_utterances()
    {
        var format = Open();
        var first = format.One(Callback(2, "i want", false));
        format.Read(Callback(3, "Yes?", true, "outbound_track"));

        Assert.Equal(first.UtteranceId, format.One(Callback(4, "i want to", false)).UtteranceId);
    }

    [Fact]
    public void A_callback_that_comes_again_says_the_same()
    {
        var format = Open();
        format.Read(Callback(2, "one", true));
        var again = format.One(Callback(5, "two", true));

        Assert.Equal(again, format.One(Callback(5, "two", true)));
    }

    [Fact]
    public void An_interim_that_was_overtaken_by_its_final_stays_below_it()
    {
        var format = Open();
        var final = format.One(Callback(3, "I want to.", true));

        var late = format.One(Callback(2, "i want", false));

        Assert.Equal(final.UtteranceId, late.UtteranceId);
        Assert.True(late.Revision < final.Revision);
    }

    [Fact]
    public void Words_that_overtook_the_final_before_them_get_an_utterance_of_their_own_when_it_comes()
    {
        var format = Open();
        format.Read(Callback(2, "i want", false));
        format.Read(Callback(4, "you idiot", false));

        var told = format.Read(Callback(3, "I want to.", true)).Fragments;

        Assert.Equal([("I want to.", true), ("you idiot", false)], told.Select(one => (one.Text, one.IsFinal)));
        Assert.Equal(told[1].UtteranceId, format.One(Callback(5, "You idiot.", true)).UtteranceId);
    }

    [Fact]
    public void Every_order_of_a_calls_callbacks_ends_in_the_same_utterances()
    {
        var callbacks = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            var track = i % 3 == 2 ? "outbound_track" : "inbound_track";
            callbacks.Add(Callback((i * 3) + 2, $"words {i}", false, track));
            callbacks.Add(Callback((i * 3) + 3, $"more words {i}", false, track));
            callbacks.Add(Callback((i * 3) + 4, $"Final words {i}.", true, track));
        }
        var inOrder = Played(callbacks);
        var random = new Random(7);

        for (var round = 0; round < 2000; round++)
        {
            var shuffled = callbacks.Concat(callbacks.Where(_ => random.Next(4) == 0)).ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(inOrder, Played(shuffled));
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void The_start_tells_whether_the_filter_is_on(string filter, bool isOn)
    {
        var quoted = Started($$"""{"profanityFilter":"{{filter}}","speechModel":"telephony"}""");
        var bare = Started($$"""{"profanityFilter":{{filter}}}""");

        Assert.Equal([isOn, isOn], [Open().Read(quoted).ProfanityFilter, Open().Read(bare).ProfanityFilter]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[1]")]
    public void A_start_that_does_not_tell_of_the_filter_leaves_it_unknown(string configuration) =>
        Assert.Null(Open().Read(Started(configuration)).ProfanityFilter);

    [Fact]
    public void Times_count_from_the_transcriptions_start()
    {
        var format = Open();
        var started = format.Read(Started("{}")).Only("call-started").GetProperty("startedAt").GetDateTimeOffset();

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 15, 0, TimeSpan.Zero), started);
        Assert.Equal((9_300, 10_000), (format.One(Callback(10, "you idiot", true)).StartMs!.Value, format.One(Callback(10, "you idiot", true)).EndMs!.Value));
    }

    [Fact]
    public void The_stop_ends_the_call() =>
        Assert.Equal(["call-ended"], Open().Read("CallSid=CA1&TranscriptionEvent=transcription-stopped&Timestamp=2026-11-20T10:16:00Z").Types);

    [Fact]
    public void What_comes_just_after_the_stop_finds_its_utterance()
    {
        var format = Open();
        var interim = format.One(Callback(2, "i want", false));
        format.Read("CallSid=CA1&TranscriptionSid=GT1&TranscriptionEvent=transcription-stopped");

        Assert.Equal(interim.UtteranceId, format.One(Callback(3, "I want.", true)).UtteranceId);
    }

    [Fact]
    public void Tracks_speak_the_other_way_round_on_an_agents_leg()
    {
        var format = Open(new SourceAddress { Speaker = Speaker.Agent });

        Assert.Equal("agent", format.One(Callback(2, "hello", true)).Speaker);
        Assert.Equal("customer", format.One(Callback(3, "hello", true, "outbound_track")).Speaker);
    }

    [Fact]
    public void The_map_turns_both_tracks_round()
    {
        var format = new FormatReading("twilio", null, new() { ["inbound_track"] = Speaker.Agent });

        Assert.Equal("agent", format.One(Callback(2, "hello", true)).Speaker);
        Assert.Equal("customer", format.One(Callback(3, "hello", true, "outbound_track")).Speaker);
    }

    [Fact]
    public void A_final_that_takes_back_shown_words_is_heard()
    {
        var format = Open();
        format.Read(Callback(2, "you idiot", false));

        Assert.Equal(("", true), (format.One(Callback(3, "", true)).Text, true));
    }

    [Fact]
    public void An_empty_final_ends_an_utterance_without_a_word()
    {
        var format = Open();
        format.Read(Callback(2, "one", true));

        Assert.Empty(format.Read(Callback(4, "", true)).Fragments);
    }

    [Theory]
    [InlineData("TranscriptionEvent=transcription-content&SequenceId=1", "CallSid")]
    [InlineData("CallSid=CA1", "TranscriptionEvent")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&SequenceId=1&TranscriptionData={}", "Track")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&Track=inbound_track&TranscriptionData={}", "SequenceId")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&Track=inbound_track&SequenceId=-1&TranscriptionData={}", "SequenceId")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&Track=inbound_track&SequenceId=1", "TranscriptionData")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&Track=inbound_track&SequenceId=1&TranscriptionData=secret", "TranscriptionData")]
    [InlineData("CallSid=CA1&TranscriptionEvent=transcription-content&Track=inbound_track&SequenceId=1&TranscriptionData={\"transcript\":7}", "TranscriptionData.transcript")]
    public void What_is_missing_or_of_another_kind_is_named(string message, string member)
    {
        var refusal = Open().Refusal(message);

        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("secret", refusal.Error, StringComparison.Ordinal);
    }

    private static FormatReading Open(SourceAddress? said = null) => new("twilio", said);

    private static string Started(string configuration) =>
        "CallSid=CA1&TranscriptionSid=GT1&SequenceId=1&TranscriptionEvent=transcription-started&Timestamp=2026-11-20T10:15:00Z&ProviderConfiguration="
        + Uri.EscapeDataString(configuration);

    private static string Callback(int sequence, string text, bool isFinal, string track = "inbound_track") => string.Create(
        CultureInfo.InvariantCulture,
        $"CallSid=CA1&TranscriptionSid=GT1&TranscriptionEvent=transcription-content&SequenceId={sequence}&Track={track}&Final={(isFinal ? "true" : "false")}&Timestamp=2026-11-20T10:15:{sequence:00}.0Z&Unknown=1&TranscriptionData=")
        + Uri.EscapeDataString($$"""{"transcript":"{{text}}"}""");

    /// <summary>What is left of each utterance once everything came: its highest revision, in the words' order of time.</summary>
    private static List<string> Played(IEnumerable<string> callbacks)
    {
        var format = Open();
        var last = new Dictionary<string, Said>();
        foreach (var told in callbacks.SelectMany(callback => format.Read(callback).Fragments))
        {
            if (last.TryGetValue(told.UtteranceId, out var known) && known.Revision == told.Revision)
                Assert.Equal(known.Text, told.Text);
            if (known is null || told.Revision > known.Revision)
                last[told.UtteranceId] = told;
        }
        return [.. last.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value.Speaker} {one.Value.Text}")];
    }
}
