using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Core.Tests.Sources;

public sealed class AzureCommunicationServicesTests
{
    private const string Metadata = """
        {"kind":"TranscriptionMetadata","transcriptionMetadata":{"subscriptionId":"s","locale":"en-GB","callConnectionId":"call-9","correlationId":"corr-9"}}
        """;

    [Fact]
    public void Documented_packets_are_a_started_call_and_its_words()
    {
        using var run = new FormatRun("azure-communication-services");

        var started = Assert.Single(run.Read(Metadata));
        var heard = Assert.Single(run.Read("""
            {"kind":"TranscriptionData","transcriptionData":{"text":"Where is my refund?","format":"display","confidence":0.69,
             "offset":2516998782481234400,"duration":12345678,"words":[{"text":"where","offset":2516998782481234400}],
             "participantRawID":"8:acs:x","resultStatus":"Final"}}
            """));

        Assert.Equal(("call-started", "call-9", "en-GB"), (started.GetProperty("type").GetString(), started.GetProperty("callId").GetString(), started.GetProperty("language").GetString()));
        Assert.Equal(("call-9", "Where is my refund?", 998), (heard.GetProperty("callId").GetString(), heard.GetProperty("text").GetString(), heard.GetProperty("revision").GetInt32()));
        Assert.True(heard.GetProperty("isFinal").GetBoolean());
        Assert.False(heard.TryGetProperty("startMs", out _));
        Assert.Equal((0.69, "en-GB"), (heard.GetProperty("confidence").GetDouble(), heard.GetProperty("language").GetString()));
    }

    [Fact]
    public void Interims_and_final_of_one_offset_are_one_utterance_with_growing_revisions()
    {
        using var run = Open();

        var heard = new[] { Data("you", 4_0000000, "Intermediate"), Data("you idiot", 9_0000000, "Intermediate"), Data("You idiot.", 12_0000000, "Final") }
            .Select(message => Assert.Single(run.Read(message))).ToList();

        Assert.Single(heard.Select(one => one.GetProperty("utteranceId").GetString()).Distinct());
        Assert.Equal([80, 180, 998], heard.Select(one => one.GetProperty("revision").GetInt32()));
        Assert.Equal((278600, 290600), (heard[2].GetProperty("startMs").GetInt64(), heard[2].GetProperty("endMs").GetInt64()));
    }

    [Fact]
    public void Call_with_an_endless_name_makes_no_message_long()
    {
        using var run = new FormatRun("azure-communication-services");
        run.Read($$$"""{"kind":"TranscriptionMetadata","transcriptionMetadata":{"locale":"{{{new string('l', 20_000)}}}","callConnectionId":"{{{new string('c', 20_000)}}}"}}""");
        run.Read(Data("warm up", 1_0000000, "Final"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var heard = Assert.Single(run.Read(Data("hello", 4_0000000, "Final")));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(128, heard.GetProperty("callId").GetString()!.Length);
        Assert.InRange(allocated, 1, 15_000);
    }

    [Theory]
    [InlineData("Final", true)]
    [InlineData("final", true)]
    [InlineData("Recognized", true)]
    [InlineData("Intermediate", false)]
    [InlineData("Recognizing", false)]
    public void Each_known_status_is_a_final_or_an_interim(string status, bool isFinal)
    {
        using var run = Open();

        Assert.Equal(isFinal, Assert.Single(run.Read(Data("hello", 1, status))).GetProperty("isFinal").GetBoolean());
        Assert.Equal(isFinal, Assert.Single(run.Read(Data("hello", 1, status).Replace("resultStatus", "resultState", StringComparison.Ordinal))).GetProperty("isFinal").GetBoolean());
    }

    [Fact]
    public void Packet_sent_again_is_the_same_line_and_an_older_one_has_the_lower_revision()
    {
        using var run = Open();
        run.Read(Data("you", 4_0000000, "Intermediate"));
        var first = run.Heard(Data("you idiot", 9_0000000, "Intermediate"));

        Assert.Equal(first, run.Heard(Data("you idiot", 9_0000000, "Intermediate")));
        Assert.Contains(" r80 ", Assert.Single(run.Heard(Data("you", 4_0000000, "Intermediate"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_interims_of_one_length_are_two_revisions()
    {
        using var run = Open();

        Assert.Contains(" r80 ", Assert.Single(run.Heard(Data("ewe", 4_0000000, "Intermediate"))), StringComparison.Ordinal);
        Assert.Contains(" r81 ", Assert.Single(run.Heard(Data("you", 4_0000000, "Intermediate"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4:+447700900123", "customer")]
    [InlineData("8:orgid:11", "agent")]
    [InlineData("8:acs:22", "unknown")]
    [InlineData("28:bot", "unknown")]
    public void Participant_is_known_by_its_kind(string participant, string speaker)
    {
        using var run = Open();

        var heard = Assert.Single(run.Read(Data("hello", 1, "Final", participant)));

        Assert.Equal(speaker, heard.GetProperty("speaker").GetString());
        Assert.DoesNotContain("7700", heard.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8:acs:22", "customer")]
    [InlineData("8:acs:33", "agent")]
    [InlineData("4:+44", "customer")]
    public void Configured_map_names_participants_whole_or_by_their_beginning(string participant, string speaker)
    {
        var speakers = new Dictionary<string, Speaker> { ["8.acs.22"] = Speaker.Customer, ["8.*"] = Speaker.Unknown, ["8.acs.*"] = Speaker.Agent };
        using var run = Open(new SourceSettings { Name = "test", Speakers = speakers });

        Assert.Equal(speaker, Assert.Single(run.Read(Data("hello", 1, "Final", participant))).GetProperty("speaker").GetString());
    }

    [Fact]
    public void Address_names_the_call_where_no_metadata_came()
    {
        using var run = new FormatRun("azure-communication-services", new SourceAddress { CallId = "c-1" });

        Assert.Equal("c-1", Assert.Single(run.Read(Data("hello", 1, "Final"))).GetProperty("callId").GetString());
    }

    [Fact]
    public void Members_in_the_types_own_case_are_found()
    {
        using var run = new FormatRun("azure-communication-services");
        run.Read("""{"Kind":"TranscriptionMetadata","TranscriptionMetadata":{"CorrelationId":"corr-9","Locale":"en-US"}}""");

        var heard = Assert.Single(run.Read(
            """{"Kind":"TranscriptionData","TranscriptionData":{"Text":"hi","Offset":20000000,"Duration":1,"ParticipantRawId":"4:1","ResultState":"Final"}}"""));

        Assert.Equal(("corr-9", "customer", 2000), (heard.GetProperty("callId").GetString(), heard.GetProperty("speaker").GetString(), heard.GetProperty("startMs").GetInt64()));
    }

    [Theory]
    [InlineData("""{"transcriptionData":{}}""", "kind")]
    [InlineData("""{"kind":"TranscriptionMetadata"}""", "transcriptionMetadata")]
    [InlineData("""{"kind":"TranscriptionMetadata","transcriptionMetadata":{"locale":"en"}}""", "transcriptionMetadata.callConnectionId")]
    [InlineData("""{"kind":"TranscriptionData"}""", "transcriptionData")]
    public void Packet_without_its_parts_is_refused_by_path(string message, string member)
    {
        using var run = new FormatRun("azure-communication-services");

        Assert.Empty(run.Read(message));
        Assert.Equal(member, Assert.Single(run.Refused).Member);
    }

    [Theory]
    [InlineData("""{"offset":1,"resultStatus":"Final"}""", "transcriptionData.text")]
    [InlineData("""{"text":5,"offset":1,"resultStatus":"Final"}""", "transcriptionData.text")]
    [InlineData("""{"text":"the words","resultStatus":"Final"}""", "transcriptionData.offset")]
    [InlineData("""{"text":"the words","offset":"1","resultStatus":"Final"}""", "transcriptionData.offset")]
    [InlineData("""{"text":"the words","offset":1}""", "transcriptionData.resultStatus")]
    [InlineData("""{"text":"the words","offset":1,"resultStatus":"Perhaps"}""", "transcriptionData.resultStatus")]
    public void Words_without_a_required_member_are_refused_by_path_and_not_repeated(string data, string member)
    {
        using var run = Open();

        Assert.Empty(run.Read($$"""{"kind":"TranscriptionData","transcriptionData":{{data}} }"""));
        var refusal = Assert.Single(run.Refused);
        Assert.Equal(member, refusal.Member);
        Assert.DoesNotContain("the words", refusal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_before_any_call_is_named_are_refused()
    {
        using var run = new FormatRun("azure-communication-services");

        Assert.Empty(run.Read(Data("hello", 1, "Final")));
        Assert.Equal("callConnectionId", Assert.Single(run.Refused).Member);
    }

    [Fact]
    public void Audio_packets_and_unknown_kinds_are_passed_over()
    {
        using var run = Open();

        Assert.Empty(run.Read("""{"kind":"AudioData","audioData":{"data":"AAAA"}}"""));
        Assert.Empty(run.Refused);
    }

    private static FormatRun Open(SourceSettings? settings = null)
    {
        var run = new FormatRun("azure-communication-services", settings: settings);
        run.Read(Metadata);
        return run;
    }

    private static string Data(string text, long duration, string status, string participant = "4:+1") => $$"""
        {"kind":"TranscriptionData","transcriptionData":{"text":"{{text}}","offset":2786000000,"duration":{{duration}},
         "participantRawID":"{{participant}}","resultStatus":"{{status}}","novelty":[]} }
        """;
}
