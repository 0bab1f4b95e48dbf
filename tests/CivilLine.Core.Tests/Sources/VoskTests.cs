using System.Text;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class VoskTests
{
    private const string Final = """
        {"result":[{"word":"where","start":12.31,"end":12.5,"conf":0.98},{"word":"is","start":12.5,"end":12.7,"conf":0.9}],"text":"where is my refund"}
        """;

    [Fact]
    public void Documented_messages_are_an_interim_and_its_final()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        var interim = Assert.Single(run.Read("""{"partial":"where is"}"""));
        var final = Assert.Single(run.Read(Final));

        Assert.Equal(("where is", false), (interim.GetProperty("text").GetString(), interim.GetProperty("isFinal").GetBoolean()));
        Assert.Equal(("where is my refund", true), (final.GetProperty("text").GetString(), final.GetProperty("isFinal").GetBoolean()));
        Assert.Equal(interim.GetProperty("utteranceId").GetString(), final.GetProperty("utteranceId").GetString());
        Assert.Equal((12310, 12700, 0.94), (final.GetProperty("startMs").GetInt64(), final.GetProperty("endMs").GetInt64(), final.GetProperty("confidence").GetDouble()));
        Assert.Equal("customer", final.GetProperty("speaker").GetString());
    }

    [Fact]
    public void Growing_text_takes_growing_revisions_and_an_unchanged_one_says_nothing()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        Assert.Contains(" r0 ", Assert.Single(run.Heard("""{"partial":"where"}""")), StringComparison.Ordinal);
        Assert.Empty(run.Heard("""{"partial":"where"}"""));
        Assert.Contains(" r1 ", Assert.Single(run.Heard("""{"partial":"where is"}""")), StringComparison.Ordinal);
        Assert.Contains(" r998 final ", Assert.Single(run.Heard(Final)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"partial":"where is"}""")]
    [InlineData("""{"partial":""}""")]
    public void Final_sent_again_is_the_same_line_also_while_the_next_is_spoken(string next)
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);
        run.Heard("""{"partial":"where is"}""");
        var first = run.Heard(Final);
        run.Heard(next);

        Assert.Equal(first, run.Heard(Final));
    }

    [Fact]
    public void Final_without_words_sent_again_is_the_same_line_and_after_an_interim_another()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        var first = run.Heard("""{"text":"yes"}""");
        var again = run.Heard("""{"text":"yes"}""");
        run.Heard("""{"partial":"yes"}""");
        var other = run.Heard("""{"text":"yes"}""");

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Empty_final_ends_an_interim_and_is_nothing_by_itself()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        Assert.Empty(run.Heard("""{"text":""}"""));
        run.Heard("""{"partial":"huh"}""");
        Assert.EndsWith(" r998 final -: ", Assert.Single(run.Heard("""{"text":""}""")), StringComparison.Ordinal);
    }

    [Fact]
    public void First_alternative_counts()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        var heard = run.Heard("""{"alternatives":[{"confidence":301.2,"text":"my refund","result":[{"word":"my","start":1,"end":1.2}]},{"text":"my reef fund"}]}""");

        Assert.EndsWith(" 1000-1200: my refund", Assert.Single(heard), StringComparison.Ordinal);
    }

    [Fact]
    public void Bridge_may_add_call_and_speaker_to_each_message()
    {
        using var run = new FormatRun("vosk");

        var one = Assert.Single(run.Read("""{"callId":"c-7","speaker":"agent","partial":"hello"}"""));
        var two = Assert.Single(run.Read("""{"callId":"c-7","speaker":"customer","partial":"hello"}"""));

        Assert.Equal(("c-7", "agent"), (one.GetProperty("callId").GetString(), one.GetProperty("speaker").GetString()));
        Assert.NotEqual(one.GetProperty("utteranceId").GetString(), two.GetProperty("utteranceId").GetString());
    }

    [Fact]
    public void Call_is_started_once_with_what_the_address_says()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer with { AgentId = "a-7", Team = "billing" });

        var first = run.Read("""{"partial":"where"}""");
        var second = run.Read("""{"partial":"where is"}""");

        Assert.Equal(["call-started", "fragment"], first.Select(one => one.GetProperty("type").GetString()));
        Assert.Equal(("a-7", "billing"), (first[0].GetProperty("agentId").GetString(), first[0].GetProperty("team").GetString()));
        Assert.Single(second);
    }

    [Fact]
    public void New_socket_gives_new_utterances_other_ids()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);
        using var another = new FormatRun("vosk", FormatRun.Customer with { Speaker = Speaker.Agent });

        Assert.NotEqual(run.Heard("""{"partial":"hello"}"""), another.Heard("""{"partial":"hello"}"""));
    }

    [Theory]
    [InlineData("""{"result":[]}""", "text")]
    [InlineData("""{"text":7}""", "text")]
    [InlineData("""{"partial":7}""", "partial")]
    [InlineData("""{"alternatives":[{"confidence":1}]}""", "text")]
    public void What_is_missing_is_named(string message, string member)
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        Assert.Empty(run.Read(message));
        Assert.Equal(member, Assert.Single(run.Refused).Member);
    }

    [Fact]
    public void Call_that_nobody_names_is_refused()
    {
        using var run = new FormatRun("vosk");

        Assert.Empty(run.Read(Final));
        Assert.Equal("callId", Assert.Single(run.Refused).Member);
    }

    [Fact]
    public void Unknown_members_and_wrong_kinds_beside_the_words_are_passed_over()
    {
        using var run = new FormatRun("vosk", FormatRun.Customer);

        var heard = run.Heard("""{"spk":[1,2],"result":[{"word":3,"start":"x","end":null,"conf":true}],"text":"hello","more":{"a":[]}}""");

        Assert.EndsWith(" final -: hello", Assert.Single(heard), StringComparison.Ordinal);
    }
}
