using System.Globalization;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

/// <summary>A call goes on in another instance of its format: after a restart, or on another socket.</summary>
public sealed class RecalledCallTests
{
    private static readonly SourceAddress Customer = new() { CallId = "c-1", Speaker = Speaker.Customer };

    [Fact]
    public void Twilios_callbacks_end_in_the_same_utterances_wherever_a_restart_falls_between_them()
    {
        var callbacks = Enumerable.Range(0, 24).SelectMany(i => new[]
        {
            Twilio((i * 3) + 2, $"words {i}", false, i), Twilio((i * 3) + 3, $"more words {i}", false, i),
            // Now and then nothing was said in the end.
            Twilio((i * 3) + 4, i % 5 == 3 ? "" : $"Final words {i}.", true, i),
        }).ToArray();

        var whole = Played("twilio", null, callbacks, callbacks.Length).Utterances.ToList();

        for (var cut = 1; cut < callbacks.Length; cut++)
            Assert.Equal(whole, Played("twilio", null, callbacks, cut).Utterances);
    }

    [Fact]
    public void Twilios_callbacks_that_overtake_each_other_about_a_restart_end_in_the_same_utterances()
    {
        var callbacks = Enumerable.Range(0, 8).SelectMany(i => new[]
        {
            Twilio((i * 3) + 2, $"words {i}", false, i), Twilio((i * 3) + 3, $"more words {i}", false, i), Twilio((i * 3) + 4, $"Final words {i}.", true, i),
        }).ToArray();
        var whole = Played("twilio", null, callbacks, callbacks.Length).Utterances.ToList();
        var random = new Random(11);

        for (var round = 0; round < 2000; round++)
        {
            var shuffled = callbacks.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(whole, Played("twilio", null, shuffled, random.Next(1, shuffled.Length)).Utterances);
        }
    }

    [Fact]
    public void Twilios_times_count_from_the_calls_start_after_a_restart_too()
    {
        var whole = new FormatReading("twilio");
        whole.Read(Twilio(2, "one", true, 0));
        var after = new FormatReading("twilio");
        after.Recall(Twilio(50, "two", true, 0), new HeardCall(new DateTimeOffset(2026, 11, 20, 10, 15, 2, TimeSpan.Zero), []));

        Assert.Equal(whole.Read(Twilio(50, "two", true, 0)).Fragments[0].EndMs, after.Read(Twilio(50, "two", true, 0)).Fragments[0].EndMs);
    }

    [Fact]
    public void Vosks_final_ends_the_interim_that_was_open_before_the_restart()
    {
        var kept = Played("vosk", Customer, ["""{"partial":"i will"}""", """{"partial":"i will kill"}""", Vosk("i will kill you", 1)], 2);

        Assert.Equal("i will kill you", Assert.Single(kept.Heard.Utterances).Text);
    }

    [Fact]
    public void Vosks_interim_grows_on_after_the_restart_above_what_was_shown()
    {
        var kept = Played("vosk", Customer, ["""{"partial":"i"}""", """{"partial":"i will"}""", """{"partial":"i will kill"}"""], 2);

        Assert.Equal("i will kill", Assert.Single(kept.Heard.Utterances).Text);
    }

    [Fact]
    public void Vosks_recogniser_that_begins_anew_takes_nothing_back_of_what_was_left_open()
    {
        var kept = Played("vosk", Customer, ["""{"partial":"i will kill you"}""", """{"text":""}""", """{"partial":"hello"}""", Vosk("hello", 1)], 1);

        Assert.Equal(["i will kill you", "hello"], kept.Heard.Utterances.Select(said => said.Text));
    }

    [Fact]
    public void Vosks_repeats_after_a_restart_are_the_utterances_that_they_were()
    {
        string[] said = ["""{"partial":"i will"}""", Vosk("i will kill you", 1), Vosk("or not", 5), """{"partial":"and"}"""];
        var kept = Played("vosk", Customer, [.. said, said[1], said[2], Vosk("and then", 9)], said.Length);

        Assert.Equal(["i will kill you", "or not", "and then"], kept.Heard.Utterances.Select(one => one.Text));
    }

    /// <param name="cut">How many messages the first instance reads.</param>
    private static KeptCall Played(string format, SourceAddress? said, string[] messages, int cut)
    {
        var kept = new KeptCall();
        FormatReading? reading = null;
        for (var i = 0; i < messages.Length; i++)
        {
            if (i == 0 || i == cut)
                reading = new FormatReading(format, said) { At = FormatReading.Now.AddSeconds(i) };
            reading!.Recall(messages[i], i == 0 ? null : kept.Heard);
            kept.Take(reading.Read(messages[i]));
        }
        return kept;
    }

    private static string Twilio(int sequence, string text, bool isFinal, int turn) => string.Create(
        CultureInfo.InvariantCulture,
        $"CallSid=CA1&TranscriptionSid=GT1&TranscriptionEvent=transcription-content&SequenceId={sequence}&Track={(turn % 3 == 2 ? "outbound_track" : "inbound_track")}&Final={(isFinal ? "true" : "false")}&Timestamp=2026-11-20T10:{15 + (sequence / 60)}:{sequence % 60:00}.0Z&TranscriptionData=")
        + Uri.EscapeDataString($$"""{"transcript":"{{text}}"}""");

    private static string Vosk(string text, int at) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"text":"{{text}}","result":[{"word":"w","start":{{at}},"end":{{at + 1}},"conf":1}]}""");
}
