using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Perspective;

public sealed class AnalyzeTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync("Perspective:PerSecond=50");
        _key = (await _server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "forum", kind = "perspective" })).GetProperty("key").GetString()!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_comment_is_answered_in_Perspectives_shape()
    {
        var (status, answer) = await AskAsync($$$$"""
            {"comment":{"text":"{{{{ScriptedScorer.Threat}}}}","type":"PLAIN_TEXT"},"languages":["en"],
             "requestedAttributes":{"THREAT":{},"PROFANITY":{"scoreType":"PROBABILITY"}},"doNotStore":true,"clientToken":"t-1","sessionId":"s","communityId":"c"}
            """);

        Assert.Equal(HttpStatusCode.OK, status);
        var threat = answer.GetProperty("attributeScores").GetProperty("THREAT");
        var summary = threat.GetProperty("summaryScore");
        Assert.Equal(("PROBABILITY", true), (summary.GetProperty("type").GetString(), summary.GetProperty("value").GetDouble() > 0.5));
        var span = Assert.Single(threat.GetProperty("spanScores").EnumerateArray());
        Assert.Equal((0, ScriptedScorer.Threat.Length), (span.GetProperty("begin").GetInt32(), span.GetProperty("end").GetInt32()));
        Assert.True(answer.GetProperty("attributeScores").GetProperty("PROFANITY").GetProperty("summaryScore").GetProperty("value").GetDouble() < 0.5);
        Assert.Equal(("en", "t-1"), (answer.GetProperty("languages")[0].GetString(), answer.GetProperty("clientToken").GetString()));
    }

    [Fact]
    public async Task Each_sentence_has_its_span_when_spans_are_asked_for_and_the_worst_is_the_summary()
    {
        const string first = "good morning to you.";
        var (_, answer) = await AskAsync($$$$"""
            {"comment":{"text":"{{{{first}}}} {{{{ScriptedScorer.Threat}}}}"},"spanAnnotations":true,"requestedAttributes":{"THREAT":{}}}
            """);

        var threat = answer.GetProperty("attributeScores").GetProperty("THREAT");
        var spans = threat.GetProperty("spanScores").EnumerateArray().ToArray();
        Assert.Equal([(0, first.Length), (first.Length + 1, first.Length + 1 + ScriptedScorer.Threat.Length)],
            spans.Select(span => (span.GetProperty("begin").GetInt32(), span.GetProperty("end").GetInt32())));
        Assert.Equal(
            spans.Max(span => span.GetProperty("score").GetProperty("value").GetDouble()), threat.GetProperty("summaryScore").GetProperty("value").GetDouble());
        Assert.Equal("en", answer.GetProperty("detectedLanguages")[0].GetString());
    }

    [Fact]
    public async Task An_attribute_under_its_threshold_is_left_out()
    {
        var (_, answer) = await AskAsync($$$$"""
            {"comment":{"text":"{{{{ScriptedScorer.Harmless}}}}"},"languages":["en-GB"],"requestedAttributes":{"THREAT":{"scoreThreshold":0.9},"TOXICITY":{}}}
            """);

        Assert.Equal(["TOXICITY"], answer.GetProperty("attributeScores").EnumerateObject().Select(one => one.Name));
    }

    [Theory]
    [InlineData("""{"comment":{"text":" "},"requestedAttributes":{"THREAT":{}}}""", "Comment must be non-empty.")]
    [InlineData("""{"requestedAttributes":{"THREAT":{}}}""", "Comment must be non-empty.")]
    [InlineData("""{"comment":{"text":"a"}}""", "Missing requested_attributes")]
    [InlineData("""{"comment":{"text":"a"},"requestedAttributes":{"KINDNESS":{}}}""", "Unknown requested attribute: KINDNESS")]
    [InlineData("""{"comment":{"text":"a"},"requestedAttributes":{"THREAT":{"scoreType":"STD_DEV"}}}""", "Requested score type STD_DEV")]
    [InlineData("""{"comment":{"text":"a"},"requestedAttributes":{"THREAT":{"scoreThreshold":2}}}""", "score_threshold of attribute THREAT")]
    [InlineData("""{"comment":{"text":"a","type":"HTML"},"requestedAttributes":{"THREAT":{}}}""", "only 'PLAIN_TEXT'")]
    [InlineData("""{"comment":{"text":"a"},"languages":["fr","en"],"requestedAttributes":{"THREAT":{}}}""", "Attribute THREAT does not support request languages: fr")]
    [InlineData("""{"comment":{"text":"это не по-английски"},"requestedAttributes":{"THREAT":{}}}""", "Unable to detect language")]
    [InlineData("""{"comment":""", "Invalid JSON payload")]
    public async Task What_is_wrong_is_refused_in_Googles_shape(string body, string message)
    {
        var (status, answer) = await AskAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = answer.GetProperty("error");
        Assert.Equal((400, "INVALID_ARGUMENT"), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.StartsWith(message, error.GetProperty("message").GetString()!.Replace("Currently, ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_is_too_long_is_refused()
    {
        var (_, answer) = await AskAsync(JsonSerializer.Serialize(new
        {
            comment = new { text = new string('a', (20 * 1024) + 1) }, requestedAttributes = new { THREAT = new { } },
        }));

        Assert.StartsWith("Comment text too long.", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_or_with_another_kind_of_key_in_the_address_nothing_is_answered()
    {
        var source = await _server.NewKeyAsync();

        var (none, _) = await AskAsync("{}", key: "");
        var (wrong, answer) = await AskAsync("{}", key: source);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (none, wrong));
        Assert.Equal("API_KEY_INVALID", answer.GetProperty("error").GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_key_for_scores_brings_no_events_and_sees_no_calls()
    {
        using var client = _server.Client(_key);

        using var events = await client.PostAsync("/api/v1/events", new StringContent("{}", Encoding.UTF8, "application/x-ndjson"), Token);
        using var calls = await client.GetAsync("/api/v1/calls?live=true", Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (events.StatusCode, calls.StatusCode));
    }

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_so()
    {
        await using var server = await TestServer.StartAsync("Perspective:PerSecond=1");
        var key = (await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "forum", kind = "perspective" })).GetProperty("key").GetString()!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync("{}", key, server)));

        Assert.Contains(answers, one => one.Status == HttpStatusCode.TooManyRequests
            && one.Answer.GetProperty("error").GetProperty("status").GetString() == "RESOURCE_EXHAUSTED");
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string body, string? key = null, TestServer? server = null)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await (server ?? _server).Anonymous.PostAsync($"/v1alpha1/comments:analyze?key={key ?? _key}", content, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
