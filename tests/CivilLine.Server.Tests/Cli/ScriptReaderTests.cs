using System.Text.Json;
using CivilLine.Cli.Streaming;

namespace CivilLine.Server.Tests.Cli;

public sealed class ScriptReaderTests
{
    private const string Call = """
        {"call":"kettle","domain":"retail","turns":[
        {"speaker":"agent","start":1.0,"end":2.0,"text":"hello there"},
        {"speaker":"customer","start":2.5,"end":5.5,"text":"my kettle will not switch on"}]}
        """;

    [Fact]
    public void Script_reader_turns_a_corpus_call_into_a_start_its_turns_and_an_end()
    {
        var events = Read(OneLine(Call));
        Assert.Equal(["call-started", "fragment", "fragment", "call-ended"], events.Select(played => played.Key.Type));
        Assert.Equal([0, 2000, 5500, 6500], events.Select(played => played.Due.TotalMilliseconds));
        var said = Json(events[2]);
        Assert.Equal("customer", said.GetProperty("speaker").GetString());
        Assert.Equal(2500, said.GetProperty("startMs").GetInt64());
        Assert.Equal(5500, said.GetProperty("endMs").GetInt64());
        Assert.Equal("retail", Json(events[0]).GetProperty("queue").GetString());
    }

    [Fact]
    public void Script_reader_starts_calls_one_after_another_and_merges_them_by_time()
    {
        var events = Read(
            OneLine(Call) + "\n" + OneLine(Call).Replace("kettle\"", "toaster\"", StringComparison.Ordinal),
            new ScriptSettings(default, Stagger: TimeSpan.FromSeconds(2)));
        Assert.Equal(events.OrderBy(played => played.Due), events);
        Assert.Equal(
            TimeSpan.FromSeconds(2),
            events.First(played => played.Key.CallId == "toaster").Due);
    }

    [Fact]
    public void Script_reader_names_calls_with_prefix_and_suffix()
    {
        var settings = new ScriptSettings(default, CallPrefix: "x-", CallSuffix: "-2");
        Assert.All(Read(OneLine(Call), settings), played => Assert.Equal("x-kettle-2", played.Key.CallId));
        var contract = Read("""{"callId":"c-1","utteranceId":"u","text":"hi"}""", settings);
        Assert.Equal("x-c-1-2", Json(Assert.Single(contract)).GetProperty("callId").GetString());
    }

    [Fact]
    public void Script_reader_sends_a_contract_event_as_it_is_but_for_its_time()
    {
        var played = Assert.Single(Read("""{"at":1500,"callId":"c-1","utteranceId":"u-1","revision":3,"text":"grüß — 'dich'","own":true}"""));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), played.Due);
        Assert.Equal(new EventKey("fragment", "c-1", "u-1", 3), played.Key);
        Assert.Equal(
            """{"callId":"c-1","utteranceId":"u-1","revision":3,"text":"grüß — 'dich'","own":true}""",
            System.Text.Encoding.UTF8.GetString(played.Json.Span));
    }

    [Fact]
    public void Script_reader_times_contract_events_by_their_call_and_offsets_where_they_give_no_time()
    {
        var events = Read("""
            {"type":"call-started","callId":"a","startedAt":"2026-01-01T10:00:00Z"}
            {"callId":"a","utteranceId":"1","text":"x","startMs":100,"endMs":900}
            {"type":"call-started","callId":"b","startedAt":"2026-01-01T10:00:05Z"}
            {"callId":"b","utteranceId":"1","text":"x","endMs":700}
            """);
        Assert.Equal([0, 900, 5000, 5700], events.Select(played => played.Due.TotalMilliseconds));
    }

    [Fact]
    public void Script_reader_reads_on_after_a_line_that_is_not_a_json_object()
    {
        var complaints = new List<int>();
        var events = ScriptReader.Read(
            new StringReader("{\"callId\":\n[1]\n\n{\"callId\":\"c\",\"utteranceId\":\"u\",\"text\":\"x\"}"),
            new ScriptSettings(default),
            (line, _) => complaints.Add(line)).ToList();
        Assert.Equal([1, 2], complaints);
        Assert.Equal(4, Assert.Single(events).Line);
    }

    [Theory]
    [InlineData("""{"turns":[]}""")]
    [InlineData("""{"call":"x","turns":[{"speaker":"agent","end":2,"text":"no start"}]}""")]
    public void Script_reader_complains_of_a_call_that_cannot_be_played(string line)
    {
        var complaints = new List<string>();
        Assert.Empty(ScriptReader.Read(new StringReader(line), new ScriptSettings(default), (_, why) => complaints.Add(why)));
        Assert.Single(complaints);
    }

    [Fact]
    public void Script_reader_knows_each_revision_of_a_growing_turn_by_its_own_key()
    {
        var said = Read(OneLine(Call), new ScriptSettings(default, Interims: true))
            .Where(played => played.Key.UtteranceId == "u-2").ToList();
        Assert.Equal(Enumerable.Range(0, said.Count), said.Select(played => played.Key.Revision));
        Assert.Equal(
            said.Select(played => played.Key.Revision),
            said.Select(played => Json(played).GetProperty("revision").GetInt32()));
    }

    private static string OneLine(string call) => call.ReplaceLineEndings("");

    private static List<ScriptEvent> Read(string text, ScriptSettings? settings = null) =>
        [.. ScriptReader.Read(new StringReader(text), settings ?? new ScriptSettings(default), (line, why) => Assert.Fail($"{line}: {why}"))];

    private static JsonElement Json(ScriptEvent played) => JsonDocument.Parse(played.Json).RootElement;
}
