using CivilLine.Review;
using CivilLine.Review.Search;
using CivilLine.Server.Tests.Hosting;
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

        var page = await Reviewers.GetAsync<SearchPage>(_desk.Elsewhere, "/api/v1/review/calls?q=refund");

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

    /// <summary>Asks until the index has come so far.</summary>
    private Task<SearchPage> FindAsync(string query, Func<SearchPage, bool> satisfies) => Eventually.Seen(
        query, () => Reviewers.GetAsync<SearchPage>(_desk.Quinn, $"/api/v1/review/calls?{query}"), satisfies);

    private Task SendAsync(string callId, string team, string startedAt, string text) => _desk.Source.SendEventsAsync(
        new { type = "call-started", callId, team, startedAt },
        new { callId, utteranceId = "u-0", speaker = "customer", text },
        new { type = "call-ended", callId, endedBy = "customer" });
}
