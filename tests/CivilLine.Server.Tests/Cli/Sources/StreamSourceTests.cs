using System.Diagnostics;
using System.Runtime.CompilerServices;
using CivilLine.Cli.Streaming;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Cli.Sources;

/// <summary>Made-up sessions in vendors' own messages, played into a real server by the command that operators have.</summary>
public sealed class StreamSourceTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        "Sources:gladia:Format=mapping", "Sources:gladia:Mapping=gladia", $"Sources:gladia:Secret={Secret}",
        "Sources:gladia:Speakers:0=customer", "Sources:gladia:Speakers:1=agent",
        "Sources:telnyx:Format=mapping", "Sources:telnyx:Mapping=telnyx", $"Sources:telnyx:Secret={Secret}", "Sources:telnyx:Header=X-Secret",
        "Sources:salesforce:Format=mapping", "Sources:salesforce:Mapping=salesforce", $"Sources:salesforce:Secret={Secret}",
        "Sources:salesforce:Authentication=basic", "Sources:salesforce:User=bridge",
        "Sources:form:Format=mapping", $"Sources:form:Mapping={FormMapping()}", $"Sources:form:Secret={Secret}");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_plays_a_vendors_session_to_its_alert_and_its_end(bool socket)
    {
        var run = await StreamAsync("gladia-refund", "gladia", socket ? ["--socket"] : []);

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains("sent 12 messages; events accepted 11, duplicates 0, rejected 0", run.Output, StringComparison.Ordinal);
        var call = await _server.CallAsync("gladia-refund", "the end of the call", seen => seen.Call.EndedAt is not null);
        Assert.Equal(5, call.Fragments.Count(fragment => fragment.IsFinal));
        Assert.Equal("threat", Assert.Single(await _server.AlertsAsync("gladia-refund")).Category.ToString().ToLowerInvariant());
    }

    [Fact]
    public async Task Stream_proves_itself_by_a_header_and_counts_what_comes_again()
    {
        var run = await StreamAsync("telnyx-meter", "telnyx", "--header", "X-Secret");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains("sent 11 messages; events accepted 10, duplicates 1, rejected 0", run.Output, StringComparison.Ordinal);
        Assert.Equal("hostility", Assert.Single(await _server.AlertsAsync("telnyx-meter")).Category.ToString().ToLowerInvariant());
    }

    [Fact]
    public async Task Stream_proves_itself_by_name_and_password()
    {
        var run = await StreamAsync("salesforce-order", "salesforce", "--user", "bridge");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Empty(await _server.AlertsAsync("salesforce-order"));
        Assert.Equal(4, (await _server.CallAsync("salesforce-order")).Fragments.Count);
    }

    [Fact]
    public async Task Stream_sends_form_bodies_a_line_each()
    {
        var file = Write("CallSid=form-1&Id=u-1&Text=i+will+kill+you&Who=c", "CallSid=form-1&Id=u-2&Text=goodbye&Who=a", "CallSid=form-1&Id=u-3");

        var run = await RunAsync(file, "form");

        Assert.Equal(1, run.Code);
        Assert.Contains("events accepted 2, duplicates 0, rejected 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 3 rejected: unreadable (Text)", run.Errors, StringComparison.Ordinal);
        Assert.Single(await _server.AlertsAsync("form-1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_says_that_its_secret_or_source_is_wrong(bool socket)
    {
        string[] way = socket ? ["--socket"] : [];

        var secret = await CommandRun.Of(StreamCommand.Create(), [Session("gladia-refund"), "--to", _server.Address.ToString(), "--source", "gladia", "--key", "wrong", .. way]);
        var source = await StreamAsync("gladia-refund", "nobody", way);

        Assert.Equal((2, 2), (secret.Code, source.Code));
        Assert.Contains("Give the source's secret with --key", secret.Errors, StringComparison.Ordinal);
        Assert.Contains("has no source 'nobody'", source.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_sends_a_message_again_when_the_line_is_cut(bool socket)
    {
        await using var line = new FrailLine(_server.Address, cuts: 2, bytes: 1500);

        var run = await CommandRun.Of(StreamCommand.Create(),
            [Session("gladia-refund"), "--to", line.Address.ToString(), "--source", "gladia", "--key", Secret, "--speed", "0", .. socket ? ["--socket"] : Array.Empty<string>()]);

        Assert.Equal(0, run.Code);
        Assert.Contains("rejected 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("reconnected", run.Output, StringComparison.Ordinal);
        Assert.Equal(5, (await _server.CallAsync("gladia-refund")).Fragments.Count(fragment => fragment.IsFinal));
    }

    [Fact]
    public async Task Stream_keeps_the_pace_of_the_words_where_it_is_told_the_format()
    {
        var clock = Stopwatch.StartNew();

        var run = await CommandRun.Of(StreamCommand.Create(),
            Session("gladia-refund"), "--to", _server.Address.ToString(), "--source", "gladia", "--key", Secret, "--mapping", "gladia", "--speed", "20");

        Assert.Equal(0, run.Code);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(15.2 / 20), $"15.2 s of words at 20 times their speed took {clock.Elapsed}");
    }

    [Theory]
    [InlineData("--gap is for vendors' own messages: give --source too", "--gap", "1")]
    [InlineData("--loop is not for vendors' own messages", "--source", "gladia", "--loop")]
    [InlineData("either --mapping FILE or --format NAME", "--source", "gladia", "--mapping", "gladia", "--format", "vosk")]
    [InlineData("--address has 'call=1'", "--source", "gladia", "--address", "call=1")]
    public async Task Stream_refuses_options_that_do_not_go_together(string rule, params string[] options)
    {
        var run = await CommandRun.Of(StreamCommand.Create(), [Session("gladia-refund"), "--to", _server.Address.ToString(), .. options]);

        Assert.NotEqual(0, run.Code);
        Assert.Contains(rule, run.Errors, StringComparison.Ordinal);
    }

    private Task<CommandRun> StreamAsync(string session, string source, params string[] more) => RunAsync(Session(session), source, more);

    private Task<CommandRun> RunAsync(string file, string source, params string[] more) => CommandRun.Of(
        StreamCommand.Create(), [file, "--to", _server.Address.ToString(), "--source", source, "--key", Secret, "--speed", "0", .. more]);

    private string Write(params string[] lines)
    {
        var file = Path.Combine(_server.Data, "messages.txt");
        File.WriteAllLines(file, lines);
        return file;
    }

    private static string FormMapping() => Session("form.yaml");

    private static string Session(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../sessions/mapping", Path.HasExtension(name) ? name : name + ".ndjson");
}
