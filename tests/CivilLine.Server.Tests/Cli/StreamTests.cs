using CivilLine.Cli.Streaming;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Cli;

public sealed class StreamTests(ServerFixture fixture) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("civilline-stream-");
    private readonly string _prefix = Lines.NewCall() + "-";

    private TestServer Server => fixture.Server;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_plays_whole_calls_to_their_end(bool http)
    {
        var run = await StreamAsync(Server.Address, TwoCalls(turns: 6), http);
        Assert.Equal(0, run.Code);
        Assert.Contains("sent 16, accepted 16, duplicates 0, rejected 0, unanswered 0", run.Output, StringComparison.Ordinal);
        var call = await Server.CallAsync(_prefix + "one", "the end of the call", seen => seen.Call.EndedAt is not null);
        Assert.Equal(6, call.Fragments.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_sends_again_what_was_not_acknowledged_when_the_line_is_cut(bool http)
    {
        await using var line = new FrailLine(Server.Address, cuts: 3, bytes: 4000);
        var run = await StreamAsync(line.Address, TwoCalls(turns: 60), http);
        Assert.Equal(0, run.Code);
        Assert.Contains("unanswered 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("reconnected", run.Output, StringComparison.Ordinal);
        Assert.True(line.CutsLeft < 0, $"the line was to be cut three times, {line.CutsLeft} cuts are left");
        foreach (var name in new[] { "one", "two" })
            Assert.Equal(60, (await Server.CallAsync(_prefix + name)).Fragments.Count);
    }

    [Fact]
    public async Task Stream_lets_interims_grow_before_their_final()
    {
        await StreamAsync(Server.Address, TwoCalls(turns: 1), http: false, "--interims");
        var fragments = (await Server.CallAsync(_prefix + "one")).Fragments;
        Assert.True(fragments.Count > 1, "the turn came in one revision");
        Assert.Equal(fragments.Count - 1, fragments.Single(fragment => fragment.IsFinal).Revision);
    }

    [Fact]
    public async Task Stream_counts_what_the_server_has_already_as_duplicates()
    {
        var script = TwoCalls(turns: 2);
        await StreamAsync(Server.Address, script, http: true);
        var again = await StreamAsync(Server.Address, script, http: true);
        Assert.Equal(0, again.Code);
        Assert.Contains("accepted 0, duplicates 8", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_names_line_member_and_rule_of_what_is_rejected(bool http)
    {
        var script = Script(
            """{"callId":"c","utteranceId":"u-1","text":"hello"}""",
            """{"callId":"c","utteranceId":"u-2","text":"hello","revision":1000}""",
            "no json",
            """{"callId":"c","utteranceId":"u-3","text":"goodbye"}""");
        var run = await StreamAsync(Server.Address, script, http);
        Assert.Equal(1, run.Code);
        Assert.Contains("accepted 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2 rejected: out-of-range (revision)", run.Errors, StringComparison.Ordinal);
        Assert.Contains("line 3 is not JSON", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_says_that_its_key_is_unknown(bool http)
    {
        var run = await CommandRun.Of(StreamCommand.Create(), [.. Arguments(Server.Address, TwoCalls(turns: 1), http, "clk_unknown")]);
        Assert.Equal(2, run.Code);
        Assert.Contains("does not know this key", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_gives_up_on_a_server_that_stays_away()
    {
        using var nobody = new QuietPort();
        var run = await StreamAsync(nobody.Address, TwoCalls(turns: 1), http: false, "--retries", "1");
        Assert.Equal(3, run.Code);
        Assert.Contains("gave up after 1 attempts", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--speed", "-1", "--speed must be a number from 0 to 1000")]
    [InlineData("--to", "ftp://example.org", "--to must be an http or https address")]
    public async Task Stream_refuses_an_option_out_of_range(string option, string value, string rule)
    {
        var run = await CommandRun.Of(StreamCommand.Create(), Script("{}"), option, value);
        Assert.NotEqual(0, run.Code);
        Assert.Contains(rule, run.Errors, StringComparison.Ordinal);
    }

    private Task<CommandRun> StreamAsync(Uri to, string script, bool http, params string[] more) =>
        CommandRun.Of(StreamCommand.Create(), [.. Arguments(to, script, http, TestServer.AdminKey), .. more]);

    private IEnumerable<string> Arguments(Uri to, string script, bool http, string key) =>
    [
        script, "--to", to.ToString(), "--key", key, "--speed", "0", "--call-prefix", _prefix, .. http ? ["--http"] : Array.Empty<string>(),
    ];

    private string TwoCalls(int turns)
    {
        var said = string.Join(',', Enumerable.Range(0, turns).Select(turn =>
            $$"""{"speaker":"customer","start":{{turn * 4}},"end":{{(turn * 4) + 3}},"text":"{{ScriptedScorer.Harmless}} number {{turn}}"}"""));
        return Script(
            $$"""{"call":"one","domain":"bank","turns":[{{said}}]}""",
            $$"""{"call":"two","domain":"bank","turns":[{{said}}]}""");
    }

    private string Script(params string[] lines)
    {
        var file = Path.Combine(_folder.FullName, "script.jsonl");
        File.WriteAllLines(file, lines);
        return file;
    }
}
