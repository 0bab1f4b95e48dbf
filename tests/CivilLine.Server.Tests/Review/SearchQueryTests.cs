using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Review.Search;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Review;

/// <summary>One server with two calls for every question.</summary>
public sealed class SearchFixture : IAsyncLifetime
{
    internal Reviewers Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Desk = await Reviewers.StartAsync();
        await SendAsync("s-1", "billing", "2026-03-01T10:00:00Z", "you promised me a refund in March", "well i'll wait at the café", "i am going to kill you");
        await SendAsync("s-2", "retention", "2026-03-03T10:00:00Z", "where is my parcel");
        await Desk.Server.Admin.PostJsonAsync("/api/v1/review/calls/s-1/labels", Reviewers.Label("u-2", ["threat"]));
        await Eventually.Seen("both calls in the index", () => FindAsync("q=refund"), page => page is { Calls.Count: 1, Waiting: 0 });
    }

    internal Task<SearchPage> FindAsync(string query) => Reviewers.SearchAsync(Desk.Server.Admin, query);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private Task SendAsync(string callId, string team, string startedAt, params string[] turns) => Desk.Source.SendEventsAsync(
        [
            new { type = "call-started", callId, team, startedAt },
            .. turns.Select((text, i) => new { callId, utteranceId = $"u-{i}", speaker = "customer", text, startMs = i * 9000 }),
            new { type = "call-ended", callId, endedBy = "customer" },
        ]);
}

public sealed class SearchQueryTests(SearchFixture fixture) : IClassFixture<SearchFixture>
{
    [Theory]
    [InlineData("refund", 1)]
    [InlineData("\"a refund\"", 1)]
    [InlineData("\"refund a\"", 0)]
    [InlineData("refu*", 1)]
    [InlineData("refu", 0)]
    [InlineData("cafe", 1)]
    [InlineData("i'll", 1)]
    [InlineData("refund parcel", 0)]
    // Side by side only across two utterances.
    [InlineData("\"march well\"", 0)]
    // What would be syntax of the index, or of SQL, is words.
    [InlineData("refund OR parcel", 0)]
    [InlineData("refund NOT march", 0)]
    [InlineData("Text:refund", 0)]
    [InlineData("NEAR(refund march)", 0)]
    [InlineData("\"refund", 1)]
    [InlineData("refund) OR (1=1", 0)]
    [InlineData("refund' OR '1'='1", 0)]
    [InlineData("!!!", 0)]
    [InlineData("s-1", 1)]
    public async Task Search_takes_words_phrases_and_beginnings_and_nothing_else_for_syntax(string text, int calls)
    {
        var page = await fixture.FindAsync($"q={Uri.EscapeDataString(text)}");

        Assert.Equal(calls, page.Calls.Count);
    }

    [Theory]
    [InlineData("team=billing", "s-1")]
    [InlineData("category=threat", "s-1")]
    [InlineData("severity=critical", "s-1")]
    [InlineData("labels=none", "s-2")]
    [InlineData("labels=labelled", "s-1")]
    [InlineData("labels=wantsSecond", "s-1")]
    [InlineData("labels=disputed", "")]
    [InlineData("from=2026-03-02", "s-2")]
    [InlineData("to=2026-03-02", "s-1")]
    public async Task Calls_are_narrowed_by_each_filter(string filter, string expected)
    {
        var page = await fixture.FindAsync(filter);

        Assert.Equal(expected, string.Join(' ', page.Calls.Select(call => call.Call.CallId)));
    }

    [Theory]
    [InlineData("labels=some", "labels")]
    [InlineData("from=yesterday", "from")]
    [InlineData("after=x", "after")]
    [InlineData("limit=101", "limit")]
    [InlineData("q=a a a a a a a a a a a a a", "q")]
    public async Task Bad_question_is_refused_by_its_member(string query, string member)
    {
        using var answer = await fixture.Desk.Quinn.GetAsync($"/api/v1/review/calls?{query}", TestContext.Current.CancellationToken);
        var (status, problem) = await Reviewers.RefusedAsync(fixture.Desk.Quinn, "/api/v1/review/calls/search", Reviewers.SearchBody(query));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, status));
        Assert.Equal(member, (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("member").GetString());
        Assert.Equal(member, problem.GetProperty("member").GetString());
    }

    [Theory]
    [InlineData("/api/v1/review/calls")]
    [InlineData("/api/v1/calls")]
    public async Task Words_in_an_address_are_refused_with_where_they_go(string path)
    {
        using var answer = await fixture.Desk.Quinn.GetAsync($"{path}?q=refund", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"in the body of POST {path}/search", text, StringComparison.Ordinal);
        Assert.DoesNotContain("refund", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_is_narrowed_in_its_address_as_long_as_that_says_no_words()
    {
        var page = await Reviewers.GetAsync<SearchPage>(fixture.Desk.Quinn, "/api/v1/review/calls?from=2026-03-01&to=2026-03-02");

        Assert.Equal("s-1", Assert.Single(page.Calls).Call.CallId);
    }
}
