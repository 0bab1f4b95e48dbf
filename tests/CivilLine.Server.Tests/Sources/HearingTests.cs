using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Health;
using CivilLine.Live;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Live;
using CivilLine.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Sources;

/// <summary>What every source gets, through the way in and out of the store.</summary>
public sealed class HearingTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private readonly ShiftedTime _time = new();
    private TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(_time),
        "Sources:analytics:Format=amazon-call-analytics", $"Sources:analytics:Secret={Secret}",
        "Sources:analytics:QuietSeconds=45", "Sources:analytics:Language=de", "Calls:QuietSeconds=30");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Interim_alert_is_provisional_on_the_page_and_in_the_store_and_withdrawn_in_both_by_its_final()
    {
        await using var page = await Page.OpenAsync(_server);
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Insult, isFinal: false));
        var provisional = Assert.Single(await _server.AlertsAsync(call));
        await Eventually.True(() => page.Alerts.TryGetValue(provisional.Id, out var shown) && shown.Detection == Detection.Provisional, "the provisional alert");

        await _server.PostAsync(Lines.Said(call, "u-1", "you ideal customer", revision: 1));

        await Eventually.True(() => page.Alerts[provisional.Id].Detection == Detection.Withdrawn, "the alert withdrawn on the page", page.Describe);
        Assert.Equal(Detection.Withdrawn, Assert.Single(await _server.AlertsAsync(call)).Detection);
        Assert.Equal(
            [Detection.Provisional, Detection.Withdrawn], (await _server.CallAsync(call)).AlertChanges.Select(change => change.Detection));
    }

    [Fact]
    public async Task Provisional_alerts_are_counted_as_raised_confirmed_and_withdrawn_by_category()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(
            Lines.Said(call, "u-1", ScriptedScorer.Insult, isFinal: false), Lines.Said(call, "u-1", "hello", revision: 1),
            Lines.Said(call, "u-2", ScriptedScorer.Threat, isFinal: false), Lines.Said(call, "u-2", ScriptedScorer.Threat, revision: 1));

        var metrics = await Eventually.Seen("the rates at /metrics", () => _server.Admin.GetStringAsync("/metrics", Token), text =>
            text.Contains("civilline_alerts_provisional", StringComparison.Ordinal) && text.Contains("result=\"confirmed\"", StringComparison.Ordinal));

        foreach (var expected in (string[])["category=\"hostility\",result=\"raised\"", "category=\"hostility\",result=\"withdrawn\"", "category=\"threat\",result=\"raised\"", "category=\"threat\",result=\"confirmed\""])
            Assert.Matches($"civilline_alerts_provisional[a-z_]*\\{{[^}}]*{expected}[^}}]*\\}} 1\\b", metrics);
    }

    [Fact]
    public async Task Threat_held_in_two_revisions_climbs_before_its_final_and_after_a_restart_is_counted_once()
    {
        // Held for a second, it would climb by the clock alone.
        _time.Stop();
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat, isFinal: false));
        var before = (await _server.CallAsync(call)).Call.Step;
        await _server.PostAsync(Lines.Said(call, "u-1", "so i will kill you", revision: 1, isFinal: false));
        var held = await _server.CallAsync(call, "the step", seen => seen.Call.Step != before);
        await _server.PostAsync(Lines.Said(call, "u-1", "so i will kill you", revision: 2));

        var detail = await _server.CallAsync(call);
        Assert.Equal((LadderStep.Calm, LadderStep.Caution, true), (before, held.Call.Step, Assert.Single(held.Alerts).Held));
        Assert.Equal(Detection.Provisional, held.Alerts[0].Detection);
        Assert.Single(detail.Moves);
    }

    [Fact]
    public async Task Threat_that_only_stands_climbs_within_a_second_by_the_clock_alone()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat, isFinal: false));

        var detail = await _server.CallAsync(call, "the held threat", seen => seen.Call.Step == LadderStep.Caution);

        Assert.InRange((detail.Moves[0].At - detail.Alerts[0].RaisedAt).TotalMilliseconds, 700, 5_000);
        Assert.Equal(Detection.Provisional, detail.Alerts[0].Detection);
    }

    [Fact]
    public async Task Straggler_changes_the_stored_scores_of_what_was_said_after_it()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-b", "kill him", startMs: 5000, endMs: 5500));
        var before = Assert.Single((await _server.CallAsync(call)).Fragments);

        await _server.PostAsync(Lines.Said(call, "u-a", "i'm going to", startMs: 4000, endMs: 4500));

        var after = (await _server.CallAsync(call)).Fragments.Single(one => one.UtteranceId == "u-b");
        Assert.Empty(before.Categories);
        Assert.Equal([Category.Threat], after.Categories);
        Assert.Equal(["u-a", "u-b"], Assert.Single(await _server.AlertsAsync(call)).UtteranceIds);
    }

    [Fact]
    public async Task Numbers_that_never_came_are_gaps_in_the_calls_view()
    {
        var source = await _server.SourceAsync();
        await source.SendEventsAsync(
            new { callId = "g-1", utteranceId = "u-1", text = "hello", startMs = 0, endMs = 900, sequence = 1 },
            new { callId = "g-1", utteranceId = "u-2", text = "where is it", startMs = 9000, endMs = 9900, sequence = 5 });
        _time.Advance(TimeSpan.FromSeconds(4));
        await source.SendEventsAsync(new { callId = "g-1", utteranceId = "u-3", text = "hello", startMs = 10_000, endMs = 10_900, sequence = 6 });

        var call = (await _server.CallAsync("g-1", "the gap", seen => seen.Call.Gaps.Count > 0)).Call;
        Assert.Equal([new GapView(2, 4, 9000)], call.Gaps);
    }

    [Fact]
    public async Task Call_that_is_not_heard_is_told_in_readiness_and_with_its_source_and_fails_nothing()
    {
        var source = await _server.SourceAsync();
        await source.SendEventsAsync(new { callId = "q-1", utteranceId = "u-1", text = "hello" });
        await DeliverAsync("q-2", "hello", "en");
        var live = _server.Services.GetRequiredService<LiveCalls>();
        await Eventually.True(() => live.Count == 2, "both calls to be live", () => $"{live.Count} calls");
        var calm = await ReadyAsync();
        _time.Advance(TimeSpan.FromSeconds(31));
        var quiet = await ReadyAsync();
        var sources = await SourcesAsync();
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(("healthy", "degraded"), (calm.Status, quiet.Status));
        Assert.Contains("1 of 2 live calls", quiet.Detail, StringComparison.Ordinal);
        Assert.Contains("2 of 2 live calls", (await ReadyAsync()).Detail, StringComparison.Ordinal);
        Assert.Equal((1, 0), (sources.Single(one => one.Name == "pbx").QuietCalls, sources.Single(one => one.Name == "analytics").QuietCalls));
        Assert.Equal(
            [30_000L, 45_000L], (await _server.GetAsync<CallPage>("/api/v1/calls?live=true")).Calls.Select(call => call.QuietAfterMs).Order());
    }

    [Theory]
    [InlineData("you **** off", 1)]
    [InlineData("you f*** off", 1)]
    [InlineData("you f**k off", 1)]
    [InlineData("you [profanity] off", 1)]
    [InlineData("you [expletive] off", 1)]
    [InlineData("you <expletive> off", 1)]
    [InlineData("you (bleep) off", 1)]
    [InlineData("you *bleep* off", 1)]
    [InlineData("you #### off", 1)]
    [InlineData("you [bleep] [censored] off", 2)]
    [InlineData("my card ends in ****7719", 0)]
    [InlineData("press the # key", 0)]
    public async Task Masked_words_are_counted_by_their_source(string text, int masked)
    {
        var source = await _server.SourceAsync();
        await source.SendEventsAsync(new { callId = "m-1", utteranceId = "u-1", speaker = "customer", text }, new { type = "call-ended", callId = "m-1" });

        var pbx = await SourceAsync("pbx", one => one.Counts.Fragments == 1);

        Assert.Equal(masked, pbx.Counts.Masked);
        Assert.NotNull(pbx.FilterAdvice);
    }

    [Fact]
    public async Task Configured_source_is_listed_with_its_format_lag_and_how_its_filter_is_turned_off()
    {
        await DeliverAsync("s-1", "you [profanity] thing", "en-GB");

        var source = await SourceAsync("analytics", one => one.Counts.Masked == 1);

        Assert.Equal(("source:analytics", "amazon-call-analytics", SourceState.Heard, 1), (source.KeyId, source.Format, source.State, source.LiveCalls));
        Assert.Equal((null, 45_000L), (source.ProfanityFilter, source.QuietAfterMs));
        Assert.Contains("VocabularyFilter", source.FilterAdvice, StringComparison.Ordinal);
        Assert.NotNull(source.Counts.Ours.MedianMs);
        Assert.Contains((await _server.GetAsync<OperatorView>("/api/v1/operator")).Sources, one => one.KeyId == "source:analytics");
    }

    [Fact]
    public async Task Source_that_says_its_filter_is_on_is_listed_so()
    {
        var source = _server.Services.GetRequiredService<SourceRegister>().Find("analytics")!;
        using var lines = new EventLines();
        lines.NoteProfanityFilter(isOn: true);
        source.Note(lines);

        Assert.True((await SourceAsync("analytics", _ => true)).ProfanityFilter);
    }

    [Fact]
    public async Task Words_in_a_language_that_is_not_read_are_shown_unscored_and_counted()
    {
        await DeliverAsync("l-1", ScriptedScorer.Insult, language: null);

        var detail = await _server.CallAsync("l-1");
        var source = await SourceAsync("analytics", one => one.Counts.Unscored == 1);

        var fragment = Assert.Single(detail.Fragments);
        Assert.Equal((true, "de", ScriptedScorer.Insult), (fragment.Unscored, fragment.Language, fragment.Text));
        Assert.All(fragment.Scores.Values, score => Assert.Equal(0, score));
        Assert.Equal((1, "de"), (detail.Call.Unscored, detail.Call.UnscoredLanguage));
        Assert.Empty(detail.Alerts);
        Assert.Equal(1, source.Counts.Unscored);
    }

    [Fact]
    public async Task Sources_are_the_administrators_to_see()
    {
        var source = await _server.SourceAsync();
        using var answer = await source.GetAsync("/api/v1/sources", Token);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task DeliverAsync(string call, string text, string? language)
    {
        using var client = _server.Client(Secret);
        var body = JsonSerializer.Serialize(new
        {
            UtteranceEvent = new
            {
                UtteranceId = "u-1", IsPartial = false, ParticipantRole = "CUSTOMER", BeginOffsetMillis = 1000, EndOffsetMillis = 2500,
                Transcript = text, LanguageCode = language,
            },
        });
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync($"/api/v1/sources/analytics?callId={call}", content, Token);
        Assert.True(answer.IsSuccessStatusCode, $"answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Token)}");
    }

    private async Task<(string Status, string Detail)> ReadyAsync()
    {
        var ready = await _server.GetAsync<JsonElement>("/health/ready");
        return (ready.GetProperty("status").GetString()!, ready.GetProperty("checks").GetProperty("sources").GetProperty("detail").GetString()!);
    }

    private async Task<IReadOnlyList<SourceView>> SourcesAsync() => (await _server.GetAsync<SourceList>("/api/v1/sources")).Sources;

    private async Task<SourceView> SourceAsync(string name, Func<SourceView, bool> satisfies) => (await Eventually.Seen(
        $"the source {name}", SourcesAsync, sources => sources.Any(one => one.Name == name && satisfies(one)))).Single(one => one.Name == name);
}
