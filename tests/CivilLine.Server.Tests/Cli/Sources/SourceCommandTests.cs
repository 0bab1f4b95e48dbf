using CivilLine.Cli.Sources;
using CivilLine.Sources.Mapping;

namespace CivilLine.Server.Tests.Cli.Sources;

public sealed class SourceCommandTests : IDisposable
{
    private const string Good = """{"type":"TRANSCRIPT","detail":{"clientSentTimestamp":1795169730000,"content":{"text":"Hello"},"callId":"call-1","sender":{"role":"EndUser"}}}""";
    private const string WithoutCall = """{"type":"TRANSCRIPT","detail":{"clientSentTimestamp":1795169730000,"content":{"text":"Hello"},"sender":{"role":"EndUser"}}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("civilline-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Dry_run_prints_the_very_event_lines()
    {
        var run = await DryRunAsync(Good, "--mapping", "salesforce", "--name", "sf");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """{"type":"fragment","callId":"call-1","utteranceId":"EndUser-1795169730000","revision":998,"isFinal":true,"speaker":"customer","text":"Hello","endMs":0,"source":"sf"}""",
            run.Output.TrimEnd());
        Assert.Contains("1 message: 1 event, 0 refused.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_tells_line_and_path_of_what_is_refused_and_goes_on()
    {
        var run = await DryRunAsync($"{Good}\n\n{WithoutCall}\nno json\n{{\"type\":\"OTHER\"}}", "--mapping", "salesforce");

        Assert.Equal(1, run.Code);
        Assert.Contains("call-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 3 is refused at detail.callId: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("line 4 is refused: The message is not JSON", run.Errors, StringComparison.Ordinal);
        Assert.Contains("line 5 became nothing", run.Errors, StringComparison.Ordinal);
        Assert.Contains("fragments[0] is for messages where $.type is TRANSCRIPT or transcript", run.Errors, StringComparison.Ordinal);
        Assert.Contains("4 messages: 1 event, 2 refused.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_tells_what_is_left_out_and_whose_words_nobody_knows()
    {
        var run = await DryRunAsync(
            """{"session_id":"s","type":"transcript","data":{"id":"u","is_final":true,"utterance":{"text":"hello","channel":3,"start":"soon","end":2,"language":"en"}}}""",
            "--mapping", "gladia");

        Assert.Equal(0, run.Code);
        Assert.Contains("line 1: data.utterance.channel is '3', whose it is nobody says", run.Errors, StringComparison.Ordinal);
        Assert.Contains("data.utterance.start is not a time in the unit s, and is left out.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("data.utterance.confidence is not there, and is left out.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_reads_built_in_formats_with_what_address_and_options_say()
    {
        var run = await DryRunAsync(
            """{"UtteranceEvent":{"UtteranceId":"u-1","IsPartial":false,"ParticipantRole":"CUSTOMER","Transcript":"hello"}}""",
            "--format", "amazon-call-analytics", "--address", "?callId=c%2D7", "--speaker", "CUSTOMER=agent");

        Assert.Equal(0, run.Code);
        Assert.Contains("\"callId\":\"c-7\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"speaker\":\"agent\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_counts_from_where_the_address_says_that_the_stream_began()
    {
        var run = await DryRunAsync(
            """{"type":"Results","start":1.5,"duration":2,"channel":{"alternatives":[{"transcript":"hello"}]}}""",
            "--format", "deepgram", "--address", "callId=c-7&offsetMs=60000");

        Assert.Equal(0, run.Code);
        Assert.Contains("\"startMs\":61500", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_lists_every_mistake_of_a_mapping_with_its_place()
    {
        var mapping = Write("mine.yaml", "name: mine\nfragments:\n  - text: words\n    utteranceId: $.id\n    start: $.s\n");

        var run = await DryRunAsync(Good, "--mapping", mapping);

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains($"{mapping}:3:11: fragments[0].text is 'words'; a path must stand here", run.Errors, StringComparison.Ordinal);
        Assert.Contains($"{mapping}:5:12: fragments[0].start", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("either --mapping FILE or --format NAME")]
    [InlineData("either --mapping FILE or --format NAME", "--mapping", "gladia", "--format", "amazon-call-analytics")]
    [InlineData("There is no format 'nothing': one of amazon-call-analytics", "--format", "nothing")]
    [InlineData("A mapping needs its file", "--format", "mapping")]
    [InlineData("cannot be read", "--mapping", "/nowhere/mine.yaml")]
    [InlineData("--address has 'call=1'", "--mapping", "gladia", "--address", "call=1")]
    [InlineData("--address has 'offsetMs=86400001'", "--mapping", "gladia", "--address", "offsetMs=86400001")]
    [InlineData("--speaker has '0'", "--mapping", "gladia", "--speaker", "0")]
    public async Task Dry_run_says_what_it_needs(string rule, params string[] options)
    {
        var run = await DryRunAsync(Good, options);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(rule, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formats_lists_what_there_is()
    {
        var run = await CommandRun.Of(SourceCommand.Create(TimeProvider.System), "formats");

        Assert.Equal(0, run.Code);
        Assert.Contains("amazon-call-analytics", run.Output, StringComparison.Ordinal);
        Assert.Contains("gladia", run.Output, StringComparison.Ordinal);
        Assert.Contains("  contract   the events that", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_prints_a_shipped_one_or_the_schema()
    {
        Assert.Equal(MappingFiles.ShippedText("gladia"), (await CommandRun.Of(SourceCommand.Create(TimeProvider.System), "mapping", "gladia")).Output);
        Assert.Equal(MappingReader.Schema, (await CommandRun.Of(SourceCommand.Create(TimeProvider.System), "mapping", "--schema")).Output);
        Assert.Equal(2, (await CommandRun.Of(SourceCommand.Create(TimeProvider.System), "mapping", "nobody")).Code);
    }

    private Task<CommandRun> DryRunAsync(string sample, params string[] options) =>
        CommandRun.Of(SourceCommand.Create(TimeProvider.System), ["dry-run", Write("sample.json", sample), .. options]);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
