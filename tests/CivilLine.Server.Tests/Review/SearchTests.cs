using System.Net;
using CivilLine.Review;
using CivilLine.Review.Search;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed class SearchTests : IAsyncLifetime
{
    private Reviewers _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Reviewers.StartAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Words_are_found_wherever_they_were_said_and_shown_where_they_stand()
    {
        await _desk.CallAsync("s-1", "good morning", "you promised me a refund in March", "well");
        await _desk.CallAsync("s-2", "where is my parcel");

        var page = await FindAsync("q=REFUND promised", one => one.Calls.Count > 0);

        var call = Assert.Single(page.Calls);
        Assert.Equal("s-1", call.Call.CallId);
        var hit = Assert.Single(call.Hits);
        Assert.Equal(["promised", "refund"], hit.Spans.Select(span => hit.Text.Substring(span.Start, span.Length)));
    }

    [Fact]
    public async Task Disputed_calls_are_those_whose_reviewers_last_said_different_things()
    {
        await _desk.CallAsync("d-1", "you stupid cow");
        await Reviewers.LabelAsync(_desk.Quinn, "d-1", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Rosa, "d-1", "u-0", []);
        Assert.Single((await FindAsync("labels=disputed", _ => true)).Calls);

        await Reviewers.LabelAsync(_desk.Rosa, "d-1", "u-0", ["hostility"]);

        Assert.Empty((await FindAsync("labels=disputed", _ => true)).Calls);
    }

    [Fact]
    public async Task Pages_go_on_without_a_gap_or_a_repeat_when_calls_start_at_once()
    {
        for (var i = 0; i < 7; i++)
            await SendAsync($"p-{i}", "billing", "2026-03-01T10:00:00Z", "good morning");
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await FindAsync($"limit=3{(after is null ? "" : "&after=" + after)}", _ => true);
            seen.AddRange(page.Calls.Select(call => call.Call.CallId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"p-{i}"), seen.Order());
    }

    [Fact]
    public async Task Other_teams_calls_are_not_found()
    {
        await _desk.CallAsync("o-1", "you promised me a refund");
        await FindAsync("q=refund", page => page.Calls.Count == 1);

        var page = await Reviewers.SearchAsync(_desk.Elsewhere, "q=refund");

        Assert.Empty(page.Calls);
    }

    [Fact]
    public async Task Words_that_come_after_the_end_are_found_too_and_corrected_words_no_more()
    {
        await _desk.CallAsync("l-1", "my name is banana");
        await FindAsync("q=banana", page => page.Calls.Count == 1);

        await _desk.Source.SendEventsAsync(new { callId = "l-1", utteranceId = "u-0", revision = 1, speaker = "customer", text = "my name is hannah" });

        await FindAsync("q=hannah", page => page.Calls.Count == 1);
        Assert.Empty((await FindAsync("q=banana", _ => true)).Calls);
    }

    [Fact]
    public async Task Index_keeps_no_words_of_its_own()
    {
        await _desk.CallAsync("w-1", "the password is xylophone tangerine");
        await FindAsync("q=xylophone", page => page.Calls.Count == 1);

        using var connection = _desk.Server.Services.GetRequiredService<ReviewDatabase>().Open();
        Assert.Equal(1, connection.Number("SELECT COUNT(*) FROM Words WHERE Text IS NULL AND Words MATCH 'xylophone'"));
    }

    [Fact]
    public async Task Words_of_a_call_that_goes_on_are_found_and_those_that_were_corrected_no_more()
    {
        await _desk.Source.SendEventsAsync(new { type = "call-started", callId = "g-1", team = "billing" }, Said("g-1", "u-0", "the marmalade is late"));
        Assert.Null((await FindAsync("q=marmalade", page => page.Calls.Count == 1)).Calls[0].Call.EndedAt);

        await _desk.Source.SendEventsAsync(Said("g-1", "u-0", "the harmonica is late", revision: 1), Said("g-1", "u-1", "it really is"));

        await FindAsync("q=harmonica really", page => page.Calls.Count == 1);
        Assert.Empty((await FindAsync("q=marmalade", _ => true)).Calls);
    }

    [Fact]
    public async Task Calls_that_go_on_are_told_from_those_that_are_over()
    {
        await _desk.CallAsync("over-1", "good morning");
        await _desk.Source.SendEventsAsync(new { type = "call-started", callId = "on-1", team = "billing" });

        Assert.Equal("on-1", Assert.Single((await FindAsync("live=true", _ => true)).Calls).Call.CallId);
        Assert.Equal("over-1", Assert.Single((await FindAsync("live=false", _ => true)).Calls).Call.CallId);
    }

    [Fact]
    public async Task Team_date_severity_and_category_each_narrow_the_search()
    {
        await SendAsync("n-1", "billing", "2026-03-01T10:00:00Z", "you stupid thing");
        await SendAsync("n-2", "retention", "2026-03-02T10:00:00Z", "i will kill you");
        await SendAsync("n-3", "billing", "2026-03-03T10:00:00Z", "good morning");

        Assert.Equal(["n-3", "n-1"], await IdsAsync("team=billing"));
        Assert.Equal(["n-3", "n-2"], await IdsAsync("from=2026-03-02T00:00:00Z"));
        Assert.Equal(["n-2", "n-1"], await IdsAsync("to=2026-03-03T00:00:00Z"));
        Assert.Equal(["n-2"], await IdsAsync("severity=critical"));
        Assert.Equal(["n-1"], await IdsAsync("category=hostility"));
        Assert.Empty(await IdsAsync("category=hostility&team=retention"));
    }

    [Fact]
    public async Task Label_states_each_find_their_calls()
    {
        foreach (var callId in new[] { "b-none", "b-one", "b-two" })
            await _desk.CallAsync(callId, "you stupid cow");
        await Reviewers.LabelAsync(_desk.Quinn, "b-one", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Rosa, "b-two", "u-0", ["hostility"]);
        await Reviewers.LabelAsync(_desk.Quinn, "b-two", "u-0", ["hostility"]);

        Assert.Equal(["b-none"], await IdsAsync("labels=none", _desk.Rosa));
        Assert.Equal(["b-two", "b-one"], await IdsAsync("labels=labelled", _desk.Rosa));
        Assert.Equal(["b-two"], await IdsAsync("labels=mine", _desk.Rosa));
        Assert.Equal(["b-one"], await IdsAsync("labels=wantsSecond", _desk.Rosa));
        Assert.Empty(await IdsAsync("labels=disputed", _desk.Rosa));
    }

    [Fact]
    public async Task Matches_of_a_call_are_all_of_them_in_the_order_of_its_transcript()
    {
        await _desk.CallAsync("m-1", "a refund please", "well", "the refund now", "refund", "my refund", "refunds");

        var matches = await Reviewers.MatchesAsync(_desk.Quinn, "m-1", "refund");

        Assert.Equal(["u-0", "u-2", "u-3", "u-4"], matches.Hits.Select(hit => hit.UtteranceId));
        var (others, _) = await Reviewers.RefusedAsync(_desk.Elsewhere, "/api/v1/review/calls/m-1/matches", new { q = "refund" });
        Assert.Equal(HttpStatusCode.NotFound, others);
    }

    [Fact]
    public async Task Reviewing_neither_writes_nor_locks_the_calls_file()
    {
        using var connection = _desk.Server.Services.GetRequiredService<ReviewDatabase>().Open();
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO Waiting (CallKey) VALUES (1)");

        await _desk.CallAsync("k-1", "good morning").WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(ReadOnly, Assert.Throws<SqliteException>(() => connection.Run("DELETE FROM store.Calls")).SqliteErrorCode);
    }

    private const int ReadOnly = 8;

    private static object Said(string callId, string utteranceId, string text, int revision = 0) =>
        new { callId, utteranceId, revision, speaker = "customer", text };

    private static async Task<IReadOnlyList<string>> IdsAsync(HttpClient who, string query) =>
        [.. (await Reviewers.GetAsync<SearchPage>(who, $"/api/v1/review/calls?{query}")).Calls.Select(call => call.Call.CallId)];

    private Task<IReadOnlyList<string>> IdsAsync(string query, HttpClient? who = null) => IdsAsync(who ?? _desk.Server.Admin, query);

    /// <summary>Asks until the index has come so far.</summary>
    private Task<SearchPage> FindAsync(string query, Func<SearchPage, bool> satisfies) => Eventually.Seen(
        query, () => Reviewers.SearchAsync(_desk.Quinn, query), satisfies);

    private Task SendAsync(string callId, string team, string startedAt, string text) => _desk.Source.SendEventsAsync(
        new { type = "call-started", callId, team, startedAt },
        new { callId, utteranceId = "u-0", speaker = "customer", text },
        new { type = "call-ended", callId, endedBy = "customer" });
}
