using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class AssemblyAiTests
{
    private const string Documented = """
        {"type":"Turn","turn_order":3,"turn_is_formatted":false,"end_of_turn":false,"transcript":"where is my","utterance":"",
         "end_of_turn_confidence":0.02,"words":[{"text":"where","start":12310,"end":12500,"confidence":0.91,"word_is_final":true},
         {"text":"is","start":12510,"end":12600,"confidence":0.9,"word_is_final":true},{"text":"my","start":12610,"end":12800,"confidence":0.9,"word_is_final":true},
         {"text":"refu","start":12810,"end":12900,"confidence":0.4,"word_is_final":false}]}
        """;

    [Fact]
    public void Documented_turn_is_an_interim_with_the_words_that_are_not_final()
    {
        using var run = Begun();

        Assert.Equal(["customer ses-1-t3c r11 12310-12900: where is my refu"], run.Heard(Documented));
    }

    [Fact]
    public void Turns_end_is_final_and_its_formatted_form_a_correction()
    {
        using var run = Begun();
        run.Heard(Documented);

        Assert.Equal(["customer ses-1-t3c r998 final 1-9: where is my refund"], run.Heard(End("where is my refund", formatted: false)));
        Assert.Equal(["customer ses-1-t3c r999 final 1-9: Where is my refund?"], run.Heard(End("Where is my refund?", formatted: true)));
    }

    [Fact]
    public void Turn_sent_again_is_the_same_line()
    {
        using var run = Begun();

        Assert.Equal(run.Heard(Documented), run.Heard(Documented));
        Assert.Equal(run.Heard(End("yes", true)), run.Heard(End("yes", true)));
    }

    [Fact]
    public void Two_sides_of_a_call_and_two_sessions_have_turns_of_their_own()
    {
        using var customer = new FormatRun("assemblyai", FormatRun.Customer);
        using var agent = new FormatRun("assemblyai", FormatRun.Customer with { Speaker = Speaker.Agent });
        using var later = Begun();

        var ids = new[] { customer, agent, later }.Select(run => Assert.Single(run.Read(Documented)).GetProperty("utteranceId").GetString()).ToList();

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void Label_of_a_speaker_is_mapped_by_the_configuration()
    {
        var settings = new SourceSettings { Name = "test", Speakers = new Dictionary<string, Speaker> { ["A"] = Speaker.Agent } };
        using var run = new FormatRun("assemblyai", new SourceAddress { CallId = "c-1" }, settings);

        var heard = Assert.Single(run.Read(Documented.Replace("\"utterance\"", "\"speaker_label\":\"A\",\"utterance\"", StringComparison.Ordinal)));

        Assert.Equal("agent", heard.GetProperty("speaker").GetString());
    }

    [Fact]
    public void Termination_ends_the_call_of_a_stream_that_carries_it_whole()
    {
        using var whole = new FormatRun("assemblyai", new SourceAddress { CallId = "c-1" });
        using var side = new FormatRun("assemblyai", FormatRun.Customer);
        const string Message = """{"type":"Termination","audio_duration_seconds":60,"session_duration_seconds":61}""";

        Assert.Equal("call-ended", Assert.Single(whole.Read(Message)).GetProperty("type").GetString());
        Assert.Empty(side.Read(Message));
    }

    [Theory]
    [InlineData("""{"turn_order":1}""", "type")]
    [InlineData("""{"type":"Turn","transcript":"the words"}""", "turn_order")]
    [InlineData("""{"type":"Turn","turn_order":"1","transcript":"the words"}""", "turn_order")]
    [InlineData("""{"type":"Turn","turn_order":1,"end_of_turn":true}""", "transcript")]
    [InlineData("""{"type":"Turn","turn_order":1,"end_of_turn":true,"transcript":7}""", "transcript")]
    public void What_is_missing_is_named(string message, string member)
    {
        using var run = Begun();

        Assert.Empty(run.Read(message));
        Assert.Equal(member, Assert.Single(run.Refused).Member);
    }

    [Theory]
    [InlineData("""{"type":"SpeechStarted","timestamp":12}""")]
    [InlineData("""{"type":"Turn","turn_order":1,"end_of_turn":false,"transcript":"","words":[]}""")]
    public void Messages_without_words_say_nothing(string message)
    {
        using var run = Begun();

        Assert.Empty(run.Read(message));
        Assert.Empty(run.Refused);
    }

    private static FormatRun Begun()
    {
        var run = new FormatRun("assemblyai", FormatRun.Customer);
        run.Read("""{"type":"Begin","id":"ses-1","expires_at":1795170600}""");
        return run;
    }

    private static string End(string text, bool formatted) => $$"""
        {"type":"Turn","turn_order":3,"turn_is_formatted":{{(formatted ? "true" : "false")}},"end_of_turn":true,"transcript":"{{text}}",
         "words":[{"text":"w","start":1,"end":9,"confidence":0.9,"word_is_final":true}],"later":{} }
        """;
}
