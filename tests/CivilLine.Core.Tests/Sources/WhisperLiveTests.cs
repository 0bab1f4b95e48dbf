namespace CivilLine.Core.Tests.Sources;

public sealed class WhisperLiveTests
{
    [Fact]
    public void Documented_segment_is_final_and_said_once()
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);
        const string Message = """{"uid":"u1","segments":[{"start":"0.000","end":"2.1","text":" where is my refund","completed":true}]}""";

        Assert.Equal(["customer u1c-0 r998 final 0-2100: where is my refund"], run.Heard(Message));
        Assert.Empty(run.Heard(Message));
    }

    [Fact]
    public void Newest_segment_grows_until_it_is_completed()
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);

        Assert.Equal(["customer u1c-2100 r0 2100-2500: you"], run.Heard(Last("you", "2.5", "false")));
        Assert.Equal(["customer u1c-2100 r1 2100-3000: you idiot"], run.Heard(Last("you idiot", "3.0", "false")));
        Assert.Empty(run.Heard(Last("you idiot", "3.1", "false")));
        Assert.Equal(["customer u1c-2100 r998 final 2100-3200: You idiot."], run.Heard(Last("You idiot.", "3.2", "true")));
        Assert.Empty(run.Heard(Last("you idiot", "3.0", "false")));
    }

    [Fact]
    public void Interim_whose_segment_was_cut_elsewhere_is_taken_back()
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);
        run.Heard(Last("you idiot", "3.0", "false"));

        var heard = run.Heard("""{"uid":"u1","segments":[{"start":"2.400","end":"3.2","text":"You idiot.","completed":true}]}""");

        Assert.Equal(["customer u1c-2100 r998 final -: ", "customer u1c-2400 r998 final 2400-3200: You idiot."], heard);
    }

    [Fact]
    public void Server_that_says_nothing_of_completion_lets_only_its_last_segment_grow()
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);

        var heard = run.Heard("""{"uid":"u1","segments":[{"start":0,"end":1.5,"text":"hello"},{"start":1.5,"end":2,"text":"is"}]}""");

        Assert.Equal(["customer u1c-0 r998 final 0-1500: hello", "customer u1c-1500 r0 1500-2000: is"], heard);
    }

    [Theory]
    [InlineData("""{"uid":"u1"}""", "segments")]
    [InlineData("""{"uid":"u1","segments":{}}""", "segments")]
    [InlineData("""{"uid":"u1","segments":[{"start":"0.0"}]}""", "segments[0].text")]
    [InlineData("""{"uid":"u1","segments":[{"text":"the words"}]}""", "segments[0].start")]
    [InlineData("""{"uid":"u1","segments":[{"text":"the words","start":"soon"}]}""", "segments[0].start")]
    public void What_is_missing_is_named(string message, string member)
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);

        Assert.Empty(run.Read(message));
        Assert.Equal(member, Assert.Single(run.Refused).Member);
    }

    [Theory]
    [InlineData("""{"uid":"u1","message":"SERVER_READY","backend":"faster_whisper"}""")]
    [InlineData("""{"uid":"u1","language":"en","language_prob":0.99}""")]
    public void Messages_of_the_server_itself_are_passed_over(string message)
    {
        using var run = new FormatRun("whisperlive", FormatRun.Customer);

        Assert.Empty(run.Read(message));
        Assert.Empty(run.Refused);
    }

    private static string Last(string text, string end, string completed) => $$"""
        {"uid":"u1","segments":[{"start":"2.100","end":"{{end}}","text":" {{text}}","completed":{{completed}}}]}
        """;
}
