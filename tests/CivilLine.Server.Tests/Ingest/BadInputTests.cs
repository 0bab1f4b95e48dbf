using System.Net;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

public sealed class BadInputTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    public static TheoryData<string, string, string?, string> BadLines { get; } = new()
    {
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi" """, "malformed-json", null, "byte" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi"} {}""", "malformed-json", null, "one JSON object" },
        { """["callId"]""", "malformed-json", null, "JSON object" },
        { """hello""", "malformed-json", null, "JSON object" },
        { """{"type":"fragmint","callId":"c-1"}""", "unknown-type", "type", "fragment, call-started, call-ended" },
        { """{"type":7,"callId":"c-1"}""", "unknown-type", "type", "fragment, call-started, call-ended" },
        { """{"utteranceId":"u-1","text":"hi"}""", "missing", "callId", "callId is missing" },
        { """{"type":"call-started"}""", "missing", "callId", "callId is missing" },
        { """{"type":"call-ended","callId":null}""", "missing", "callId", "callId is missing" },
        { """{"callId":"c-1","text":"hi"}""", "missing", "utteranceId", "utteranceId is missing" },
        { """{"callId":"c-1","utteranceId":"u-1"}""", "missing", "text", "text is missing" },
        { """{"callId":"c 1","utteranceId":"u-1","text":"hi"}""", "invalid", "callId", "A-Z a-z 0-9 . _ : -" },
        { """{"callId":"","utteranceId":"u-1","text":"hi"}""", "invalid", "callId", "1 to 128" },
        { """{"callId":7,"utteranceId":"u-1","text":"hi"}""", "invalid", "callId", "must be a string" },
        { $$"""{"callId":"{{new string('c', 129)}}","utteranceId":"u-1","text":"hi"}""", "too-long", "callId", "129 characters" },
        { $$"""{"callId":"c-1","utteranceId":"{{new string('u', 129)}}","text":"hi"}""", "too-long", "utteranceId", "1 to 128" },
        { """{"callId":"c-1","utteranceId":"u-1","text":["hi"]}""", "invalid", "text", "must be a string" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":-1}""", "out-of-range", "startMs", "0 to 86400000" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":86400001}""", "out-of-range", "startMs", "is 86400001" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","endMs":1e99}""", "out-of-range", "endMs", "0 to 86400000" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":5,"endMs":4}""", "out-of-range", "endMs", "before startMs" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":1.5}""", "out-of-range", "startMs", "whole numbers" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","startMs":"5"}""", "invalid", "startMs", "must be a number" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","revision":-1}""", "out-of-range", "revision", "0 to 999" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","revision":1000}""", "out-of-range", "revision", "0 to 999" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","isFinal":"yes"}""", "invalid", "isFinal", "true or false" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","speaker":"caller"}""", "invalid", "speaker", "unknown, customer, agent" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","confidence":1.1}""", "out-of-range", "confidence", "0 to 1" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"hi","sequence":-1}""", "out-of-range", "sequence", "from 0" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"h\u0000i"}""", "nul", "text", "NUL" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"h\ud83d"}""", "lone-surrogate", "text", "surrogate" },
        { """{"callId":"c-1","utteranceId":"u-1","text":"\ude00 h"}""", "lone-surrogate", "text", "surrogate" },
        { """{"type":"call-started","callId":"c-1","startedAt":"yesterday"}""", "invalid", "startedAt", "ISO 8601" },
        { """{"type":"call-ended","callId":"c-1","endedBy":"fate"}""", "invalid", "endedBy", "unknown, customer, agent, supervisor" },
        { """{"type":"call-started","callId":"c-1","agentId":"a 7"}""", "invalid", "agentId", "A-Z a-z 0-9 . _ : -" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_is_refused_by_member_and_rule_and_the_good_one_beside_it_is_taken(
        string bad, string code, string? member, string rule)
    {
        var call = Lines.NewCall();

        var reply = await _server.PostAsync(bad, Lines.Said(call, "u-1", ScriptedScorer.Harmless));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 1), (reply.Status, reply.Accepted));
        var line = Assert.Single(reply.Rejected);
        Assert.Equal((1, code, member), (line.Line, line.Code, line.Member));
        Assert.Contains(rule, line.Error, StringComparison.Ordinal);
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 }, "invalid-utf8")]
    [InlineData(new byte[] { 0xED, 0xA0, 0xBD }, "invalid-utf8")] // A surrogate's half, encoded as if it were a character.
    [InlineData(new byte[] { 0x00 }, "nul")]
    public async Task Bytes_that_are_no_text_are_refused_when_they_stand_in_a_line(byte[] bytes, string code)
    {
        var call = Lines.NewCall();
        byte[] line = [.. Encoding.UTF8.GetBytes($$"""{"callId":"{{call}}","utteranceId":"u-1","text":"h"""), .. bytes, .. "\"}"u8];

        var reply = await _server.Admin.PostLinesAsync(line);

        Assert.Equal(code, Assert.Single(reply.Rejected).Code);
    }

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData((8 * 1024) + 1, false)]
    [InlineData(60 * 1024, false)]
    public async Task A_text_is_taken_up_to_eight_kilobytes(int bytes, bool taken)
    {
        var reply = await _server.PostAsync(Lines.Said(Lines.NewCall(), "u-1", new string('a', bytes)));

        Assert.Equal(taken ? 1 : 0, reply.Accepted);
        if (!taken)
            Assert.Equal(("too-long", "text"), (reply.Rejected[0].Code, reply.Rejected[0].Member));
    }

    [Fact]
    public async Task A_text_counts_by_its_bytes_and_not_by_its_escapes()
    {
        var escaped = string.Concat(Enumerable.Repeat(@"\u0061", 8 * 1024));

        var reply = await _server.PostAsync($$"""{"callId":"{{Lines.NewCall()}}","utteranceId":"u-1","text":"{{escaped}}"}""");

        Assert.Equal(1, reply.Accepted);
    }

    [Fact]
    public async Task A_line_of_a_megabyte_is_refused_and_the_next_is_taken()
    {
        var call = Lines.NewCall();

        var reply = await _server.PostAsync(
            Lines.Said(call, "u-1", new string('a', 1024 * 1024)), Lines.Said(call, "u-2", ScriptedScorer.Harmless));

        var line = Assert.Single(reply.Rejected);
        Assert.Equal((1, "too-long"), (line.Line, line.Code));
        Assert.Contains("65536", line.Error, StringComparison.Ordinal);
        Assert.Equal(1, reply.Accepted);
    }

    [Fact]
    public async Task Members_that_the_contract_does_not_know_are_ignored()
    {
        var call = Lines.NewCall();

        var reply = await _server.PostAsync(
            $$$"""{"x":{"y":[1,{"callId":"no"}]},"callId":"{{{call}}}","endedBy":9,"utteranceId":"u-1","text":"hi","type":"fragment","\ud83d":1}""");

        Assert.Equal((HttpStatusCode.OK, 1), (reply.Status, reply.Accepted));
    }

    [Fact]
    public async Task A_body_over_sixteen_megabytes_is_refused_with_what_became_durable()
    {
        var call = Lines.NewCall();
        var line = Lines.Said(call, "u-1", ScriptedScorer.Harmless) + "\n";
        using var content = new StreamContent(new MemoryStream(
            Encoding.UTF8.GetBytes(line + string.Concat(Enumerable.Repeat(new string(' ', 32 * 1024) + "\n", 520)))));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await _server.Admin.SendAsync(request, TestContext.Current.CancellationToken);

        var reply = await IngestReply.ReadAsync(response);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large", 1), (reply.Status, reply.Code, reply.Accepted));
        Assert.Single((await _server.CallAsync(call)).Fragments);
    }

    [Fact]
    public async Task A_body_of_nothing_but_rubbish_is_not_read_to_its_end()
    {
        await using var server = await TestServer.StartAsync("Ingest:RejectedPerBody=100");

        var reply = await server.PostAsync([.. Enumerable.Repeat("x", 5000)]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "too-many-rejected"), (reply.Status, reply.Code));
        Assert.Equal(100, reply.Rejected.Count);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/x-ndjson", "gzip")]
    public async Task A_body_that_is_not_plain_ndjson_is_refused_as_a_whole(string type, string? encoding)
    {
        using var content = new StringContent(Lines.Said(Lines.NewCall(), "u-1", "hi"));
        content.Headers.ContentType = new(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);

        using var response = await _server.Admin.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("x-ndjson", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
