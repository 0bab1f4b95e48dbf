using System.Text.Json;
using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class GenesysAudioHookTests
{
    private const string Open = """
        {"version":"2","id":"s-1","type":"open","seq":1,"serverseq":0,"position":"PT0S","parameters":{"organizationId":"o-1",
         "conversationId":"conv-7","participant":{"id":"p","ani":"+447700900123","aniName":"","dnis":"+1"},
         "media":[{"type":"audio","format":"PCMU","channels":["external","internal"],"rate":8000},{"type":"audio","format":"PCMU","channels":["external"],"rate":8000}],
         "language":"en-GB"}}
        """;

    private const string Documented = """
        {"type":"event","parameters":{"entities":[{"type":"transcript","data":{"id":"uuid","channel":"external","isFinal":false,
         "offset":"PT27.86S","duration":"PT1.24S","alternatives":[{"confidence":0.66,"languages":["en-US"],"interpretations":[
         {"type":"display","transcript":"you people are useless","tokens":[{"type":"word","value":"you","confidence":0.9,
         "offset":"PT27.86S","duration":"PT0.1S"}]}]}]}}]}}
        """;

    [Fact]
    public void Documented_entity_is_the_customers_interim()
    {
        using var run = Opened();

        var heard = Assert.Single(run.Read(Documented));

        Assert.Equal(("conv-7", "uuid", "customer"), (heard.GetProperty("callId").GetString(), heard.GetProperty("utteranceId").GetString(), heard.GetProperty("speaker").GetString()));
        Assert.Equal((27860, 29100, 24), (heard.GetProperty("startMs").GetInt64(), heard.GetProperty("endMs").GetInt64(), heard.GetProperty("revision").GetInt32()));
        Assert.Equal((false, "en-US", 0.66), (heard.GetProperty("isFinal").GetBoolean(), heard.GetProperty("language").GetString(), heard.GetProperty("confidence").GetDouble()));
    }

    [Fact]
    public void Final_after_its_interim_has_the_same_id_and_the_higher_revision()
    {
        using var run = Opened();
        run.Read(Documented);

        Assert.Equal(["customer uuid r998 final 27860-29100: you people are useless"], run.Heard(Documented.Replace("\"isFinal\":false", "\"isFinal\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public void Entity_sent_again_is_the_same_line_and_a_shorter_one_that_comes_late_the_lower()
    {
        using var run = Opened();
        var first = run.Heard(Documented);

        Assert.Equal(first, run.Heard(Documented));
        Assert.Contains(" r10 ", Assert.Single(run.Heard(Documented.Replace("PT1.24S", "PT0.5S", StringComparison.Ordinal).Replace("people are useless", "people", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_is_answered_with_one_of_the_media_offered_and_starts_the_call()
    {
        using var run = new FormatRun("genesys-audiohook", new SourceAddress { AgentId = "a-1" });

        var started = Assert.Single(run.Read(Open));

        Assert.Equal(("conv-7", "a-1", "en-GB"), (started.GetProperty("callId").GetString(), started.GetProperty("agentId").GetString(), started.GetProperty("language").GetString()));
        Assert.DoesNotContain("7700900123", started.GetRawText(), StringComparison.Ordinal);
        var answer = JsonDocument.Parse(Assert.Single(run.Answers)).RootElement;
        Assert.Equal(("opened", "s-1", 1, 1), (answer.GetProperty("type").GetString(), answer.GetProperty("id").GetString(), answer.GetProperty("seq").GetInt32(), answer.GetProperty("clientseq").GetInt32()));
        Assert.Equal("PCMU", Assert.Single(answer.GetProperty("parameters").GetProperty("media").EnumerateArray()).GetProperty("format").GetString());
    }

    [Fact]
    public void Probe_is_answered_and_is_no_call()
    {
        using var run = new FormatRun("genesys-audiohook");

        Assert.Empty(run.Read(Open.Replace("conv-7", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal)));
        Assert.Contains("\"opened\"", Assert.Single(run.Answers), StringComparison.Ordinal);
        Assert.Empty(run.Refused);
    }

    [Fact]
    public void Pings_and_the_end_are_answered_in_their_order()
    {
        using var run = Opened();

        Assert.Empty(run.Read("""{"version":"2","id":"s-1","type":"ping","seq":2,"serverseq":1,"position":"PT1S","parameters":{}}"""));
        Assert.Equal("""{"version":"2","id":"s-1","type":"pong","seq":2,"clientseq":2,"parameters":{}}""", Assert.Single(run.Answers));
        var ended = Assert.Single(run.Read("""{"version":"2","id":"s-1","type":"close","seq":3,"serverseq":2,"position":"PT9S","parameters":{"reason":"end"}}"""));
        Assert.Equal(("call-ended", "conv-7"), (ended.GetProperty("type").GetString(), ended.GetProperty("callId").GetString()));
        Assert.Equal("""{"version":"2","id":"s-1","type":"closed","seq":3,"clientseq":3,"parameters":{}}""", Assert.Single(run.Answers));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("reconnect")]
    [InlineData("disconnect")]
    public void Session_that_ends_otherwise_ends_no_call(string reason)
    {
        using var run = Opened();

        Assert.Empty(run.Read($$"""{"id":"s-1","type":"close","seq":2,"parameters":{"reason":"{{reason}}"} }"""));
        Assert.Single(run.Answers);
    }

    [Theory]
    [InlineData("external", "customer")]
    [InlineData("internal", "agent")]
    [InlineData("both", "unknown")]
    public void Channel_says_who_speaks(string channel, string speaker)
    {
        using var run = Opened();

        Assert.Equal(speaker, Assert.Single(run.Read(Documented.Replace("external", channel, StringComparison.Ordinal))).GetProperty("speaker").GetString());
    }

    [Theory]
    [InlineData("\"id\":\"uuid\",", "", "parameters.entities[0].data.id")]
    [InlineData("\"id\":\"uuid\"", "\"id\":7", "parameters.entities[0].data.id")]
    [InlineData("\"isFinal\":false,", "", "parameters.entities[0].data.isFinal")]
    [InlineData("\"isFinal\":false", "\"isFinal\":\"no\"", "parameters.entities[0].data.isFinal")]
    [InlineData("\"transcript\":\"you people are useless\"", "\"transcript\":7", "parameters.entities[0].data.alternatives[0].interpretations")]
    [InlineData("\"data\"", "\"date\"", "parameters.entities[0].data")]
    [InlineData("\"entities\"", "\"entries\"", "parameters.entities")]
    public void What_is_missing_or_of_a_wrong_kind_is_refused_by_path(string part, string instead, string member)
    {
        using var run = Opened();

        Assert.Empty(run.Read(Documented.Replace(part, instead, StringComparison.Ordinal)));
        var refusal = Assert.Single(run.Refused);
        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("useless", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Good_entity_beside_a_bad_one_counts()
    {
        using var run = Opened();

        var heard = run.Heard("""
            {"type":"event","parameters":{"entities":[{"type":"transcript","data":{}},{"type":"agentassist","data":{}},
             {"type":"transcript","data":{"id":"u-2","channel":"external","isFinal":true,"alternatives":[{"interpretations":[{"type":"other","transcript":"hello"}]}]}}]}}
            """);

        Assert.Equal(["customer u-2 r998 final -: hello"], heard);
        Assert.Equal("parameters.entities[0].data.id", Assert.Single(run.Refused).Member);
    }

    [Fact]
    public void Words_of_no_opened_session_are_refused_and_an_address_may_name_the_call()
    {
        using var run = new FormatRun("genesys-audiohook");
        using var named = new FormatRun("genesys-audiohook", new SourceAddress { CallId = "c-9" });

        Assert.Empty(run.Read(Documented));
        Assert.Equal("parameters.conversationId", Assert.Single(run.Refused).Member);
        Assert.Equal("c-9", Assert.Single(named.Read(Documented)).GetProperty("callId").GetString());
    }

    [Theory]
    [InlineData("PT27.86S", 27860L)]
    [InlineData("PT0S", 0L)]
    [InlineData("PT1H2M3.5S", 3723500L)]
    [InlineData("P1DT1S", 86401000L)]
    [InlineData("PT", null)]
    [InlineData("27.86", null)]
    [InlineData("PT1X", null)]
    [InlineData("PT1.2.3S", null)]
    [InlineData("PT999999999999999999H", null)]
    [InlineData(null, null)]
    public void Duration_is_read_in_milliseconds(string? text, long? expected) => Assert.Equal(expected, IsoDuration.Milliseconds(text));

    private static FormatRun Opened()
    {
        var run = new FormatRun("genesys-audiohook");
        run.Read(Open);
        return run;
    }
}
