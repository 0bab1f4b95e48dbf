using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class WhisperLiveKitTests
{
    private static readonly SourceSettings TwoSpeakers = new()
    {
        Name = "test",
        Speakers = new Dictionary<string, Speaker> { ["1"] = Speaker.Customer, ["2"] = Speaker.Agent },
    };

    [Fact]
    public void Documented_message_is_a_final_for_each_whole_line_and_an_interim_for_what_grows()
    {
        using var run = new FormatRun("whisperlivekit", new SourceAddress { CallId = "c-1" }, TwoSpeakers);

        var heard = run.Heard("""
            {"status":"active_transcription","lines":[
              {"speaker":1,"text":"Hello world, how are you?","start":"0:00:00","end":"0:00:03"},
              {"speaker":2,"text":"I am fine, thanks.","start":"0:00:04","end":"0:00:06","translation":"x","detected_language":"en"}],
             "buffer_transcription":"And you","buffer_diarization":"","remaining_time_transcription":1.2}
            """);

        Assert.Equal(
            ["customer u-0-0 r998 final 0-3000: Hello world, how are you?", "agent u-1-0 r998 final 4000-6000: I am fine, thanks.", "unknown u-1-1 r0 6000-6000: And you"],
            heard);
    }

    [Fact]
    public void Growing_line_is_cut_into_sentences_and_only_what_is_new_is_said()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);

        Assert.Equal(["customer c-0-0 r0 0-2000: I want"], run.Heard(Full("I want", "")));
        Assert.Equal(["customer c-0-0 r1 0-2000: I want my money."], run.Heard(Full("I want my money.", "")));
        Assert.Empty(run.Heard(Full("I want my money.", "")));
        var next = run.Heard(Full("I want my money. Now", "you idiot"));
        Assert.Equal(2, next.Length);
        Assert.EndsWith(": I want my money.", next[0], StringComparison.Ordinal);
        Assert.StartsWith("customer c-0-0 r998 final ", next[0], StringComparison.Ordinal);
        Assert.StartsWith("customer c-0-1 r0 ", next[1], StringComparison.Ordinal);
        Assert.EndsWith(": Now you idiot", next[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_list_read_again_by_a_new_socket_gives_the_same_ids_and_finals()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard(Full("One. Two", ""));
        var finals = run.Heard(Two("One. Two", "Three"));
        using var again = new FormatRun("whisperlivekit", FormatRun.Customer);

        var repeated = again.Heard(Two("One. Two", "Three"));

        Assert.Contains(finals[0], repeated);
        Assert.Equal(3, repeated.Length);
    }

    [Fact]
    public void Silence_is_no_line_and_moves_no_id()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard(Full("Hello there", ""));

        var heard = run.Heard("""
            {"status":"active_transcription","lines":[{"speaker":1,"text":"Hello there","start":"0:00:00","end":"0:00:02"},
             {"speaker":-2,"text":null,"start":"0:00:02","end":"0:00:09"},{"speaker":1,"text":"Again","start":"0:00:09","end":"0:00:10"}],"buffer_transcription":""}
            """);

        Assert.Equal(["customer c-0-0 r998 final 0-2000: Hello there", "customer c-1-0 r0 9000-10000: Again"], heard);
    }

    [Fact]
    public void Words_that_were_not_committed_are_taken_back_once_their_line_is_over()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard(Full("Fine. ", "you idi"));
        run.Heard(Full("Fine. so", "you idi"));

        var heard = run.Heard(Two("Fine.", "Thanks"));

        Assert.Equal(["customer c-0-1 r998 final 2000-2000: ", "customer c-1-0 r0 2000-4000: Thanks"], heard);
    }

    [Fact]
    public void Line_cut_anew_is_corrected_once()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard(Two("It costs 3.", "x"));

        Assert.StartsWith("customer c-0-0 r999 final ", run.Heard(Two("It costs 3.50", "x"))[0], StringComparison.Ordinal);
        Assert.Empty(run.Heard(Two("It costs 3.505", "x")));
    }

    [Fact]
    public void Recogniser_that_begins_anew_has_other_ids()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard(Two("Good morning", "x"));

        Assert.Equal(["customer c1-0-0 r998 final 0-2000: Hello again", "customer c1-1-0 r0 2000-4000: x"], run.Heard(Two("Hello again", "x")));
    }

    [Fact]
    public void Diffs_build_up_what_full_messages_say()
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);

        run.Heard("""{"type":"snapshot","seq":1,"lines":[{"speaker":1,"text":"One","start":"0:00:00","end":"0:00:01"}],"buffer_transcription":""}""");
        var grown = run.Heard("""{"type":"diff","seq":2,"n_lines":1,"new_lines":[{"speaker":1,"text":"One more","start":"0:00:00","end":"0:00:02"}],"buffer_transcription":""}""");
        var pruned = run.Heard("""{"type":"diff","seq":3,"n_lines":1,"lines_pruned":1,"new_lines":[{"speaker":1,"text":"Two","start":"0:00:03","end":"0:00:04"}],"buffer_transcription":"three"}""");

        Assert.Equal(["customer c-0-0 r1 0-2000: One more"], grown);
        Assert.Contains(pruned, line => line.StartsWith("customer c-1-0 r0 3000-4000: Two three", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"diff","seq":3,"n_lines":7,"new_lines":[]}""", "n_lines")]
    [InlineData("""{"type":"diff","seq":3,"n_lines":0,"new_lines":[{"speaker":1,"text":"x"}]}""", "n_lines")]
    public void Diff_that_does_not_fit_is_refused_and_so_is_what_follows_until_a_snapshot(string diff, string member)
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);
        run.Heard("""{"type":"snapshot","seq":1,"lines":[{"speaker":1,"text":"One","start":"0:00:00","end":"0:00:01"}]}""");

        Assert.Empty(run.Heard(diff));
        Assert.Equal(member, Assert.Single(run.Refused).Member);
        run.Heard("""{"type":"diff","seq":4,"n_lines":1}""");
        Assert.Equal("type", Assert.Single(run.Refused).Member);
    }

    [Fact]
    public void End_of_audio_makes_the_rest_final_and_ends_the_call_of_a_stream_that_carries_it_whole()
    {
        using var run = new FormatRun("whisperlivekit", new SourceAddress { CallId = "c-1" });
        run.Read(Full("Bye then", ""));

        var last = run.Read("""{"type":"ready_to_stop"}""");

        Assert.Equal(["fragment", "call-ended"], last.Select(one => one.GetProperty("type").GetString()));
        Assert.True(last[0].GetProperty("isFinal").GetBoolean());
    }

    [Theory]
    [InlineData("""{"status":"active_transcription"}""", "lines")]
    [InlineData("""{"lines":"the words"}""", "lines")]
    [InlineData("""{"lines":[{"speaker":1}]}""", "lines[0].text")]
    [InlineData("""{"lines":[{"speaker":1,"text":7}]}""", "lines[0].text")]
    [InlineData("""{"lines":[],"error":"the words"}""", "error")]
    public void What_is_missing_is_named(string message, string member)
    {
        using var run = new FormatRun("whisperlivekit", FormatRun.Customer);

        Assert.Empty(run.Read(message));
        var refusal = Assert.Single(run.Refused);
        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("the words", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Greeting_is_passed_over()
    {
        using var run = new FormatRun("whisperlivekit");

        Assert.Empty(run.Read("""{"type":"config","useAudioWorklet":true,"mode":"full"}"""));
        Assert.Empty(run.Refused);
    }

    [Fact]
    public void Piece_without_a_full_stop_is_cut_before_it_gets_long_and_stays_so()
    {
        var text = string.Join(' ', Enumerable.Repeat("words", 100));

        var grown = Sentences.Of(text, isWhole: false);

        Assert.All(grown, piece => Assert.InRange(piece.Length, 1, 240));
        Assert.Equal(grown, Sentences.Of(text + " and more", isWhole: false).Take(grown.Count));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(Sentences.Of(text, isWhole: true).Select(piece => text.Substring(piece.Start, piece.Length))).Replace(" ", "", StringComparison.Ordinal));
    }

    private static string Full(string line, string buffer) => $$"""
        {"status":"active_transcription","lines":[{"speaker":1,"text":"{{line}}","start":"0:00:00","end":"0:00:02"}],"buffer_transcription":"{{buffer}}","buffer_diarization":""}
        """;

    private static string Two(string first, string second) => $$"""
        {"status":"active_transcription","lines":[{"speaker":1,"text":"{{first}}","start":"0:00:00","end":"0:00:02"},
         {"speaker":1,"text":"{{second}}","start":"0:00:02","end":"0:00:04"}],"buffer_transcription":""}
        """;
}
