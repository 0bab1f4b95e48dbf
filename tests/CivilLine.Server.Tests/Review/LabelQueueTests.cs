using System.Text.Json;
using CivilLine.Review.Labels;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Transcripts;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Review;

public sealed class LabelQueueTests : IAsyncLifetime
{
    private Reviewers _desk = null!;

    public async ValueTask InitializeAsync() =>
        _desk = await Reviewers.StartAsync(builder => builder.Services.AddSingleton<IToxicityScorer, UnsureScorer>());

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Queue_says_of_each_fragment_why_it_is_asked_about()
    {
        await _desk.CallAsync("q-1", "this is borderline", "good morning to you", "the second stage says otherwise", "plainly rude");
        var alerts = await Reviewers.GetAsync<JsonElement>(_desk.Supervisor, "/api/v1/alerts?callId=q-1");
        var rude = alerts.GetProperty("alerts").EnumerateArray().Single(one => one.GetProperty("text").GetString() == "plainly rude");
        await _desk.Supervisor.PostJsonAsync($"/api/v1/alerts/{rude.GetProperty("id").GetString()}/dismiss", new { reason = "banter" });

        var queue = await Reviewers.GetAsync<LabelQueuePage>(_desk.Quinn, "/api/v1/review/queue");

        Assert.Equal(4, queue.Considered);
        var why = queue.Items.ToDictionary(item => item.Text, item => item.Reasons.Select(reason => reason.Kind));
        Assert.Equal([LabelReason.NearThreshold], why["this is borderline"]);
        Assert.Equal([LabelReason.StagesDisagree], why["the second stage says otherwise"]);
        Assert.Equal([LabelReason.Dismissed], why["plainly rude"]);
        Assert.Equal([LabelReason.Chance], why["good morning to you"]);
        Assert.Equal("let me have a look at that for you now", queue.Items.Single(item => item.Text == "plainly rude").Before[^1].Text);
    }

    [Fact]
    public async Task Queue_asks_nobody_twice_and_a_second_reviewer_for_a_second_opinion()
    {
        await _desk.CallAsync("q-2", "good morning to you");
        await Reviewers.LabelAsync(_desk.Quinn, "q-2", "u-0", []);

        Assert.Empty((await Reviewers.GetAsync<LabelQueuePage>(_desk.Quinn, "/api/v1/review/queue")).Items);
        var item = Assert.Single((await Reviewers.GetAsync<LabelQueuePage>(_desk.Rosa, "/api/v1/review/queue")).Items);

        Assert.Equal(LabelReason.SecondOpinion, Assert.Single(item.Reasons).Kind);
        Assert.Equal(1, item.Others);
    }

    [Fact]
    public async Task Queue_holds_only_what_the_reviewer_may_see()
    {
        await _desk.CallAsync("q-3", "this is borderline");

        Assert.Empty((await Reviewers.GetAsync<LabelQueuePage>(_desk.Elsewhere, "/api/v1/review/queue")).Items);
    }

    [Fact]
    public async Task One_in_five_is_drawn_by_chance()
    {
        await _desk.CallAsync("q-4", [.. Enumerable.Range(0, 10).Select(i => $"this is borderline {i}"), .. Enumerable.Range(0, 10).Select(i => $"hello {i}")]);

        var queue = await Reviewers.GetAsync<LabelQueuePage>(_desk.Quinn, "/api/v1/review/queue?limit=10");

        Assert.Equal([4, 9], queue.Items.Index().Where(one => one.Item.Reasons.Any(reason => reason.Kind == LabelReason.Chance)).Select(one => one.Index));
    }

    /// <summary>"borderline" lies on the threshold, of "otherwise" only the second stage says yes, "rude" is sure.</summary>
    private sealed class UnsureScorer : IStagedScorer
    {
        public ModelInfo Model { get; } = new("unsure-1", "none");

        public float Threshold(Category category) => 0.5f;

        public Assessment FirstStage(NormalizedText text) => Say(text, isSecond: false);

        public Assessment Score(NormalizedText text) => Say(text, isSecond: true);

        public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => [];

        private static Assessment Say(NormalizedText text, bool isSecond)
        {
            var scores = default(CategoryScores);
            scores[Category.Hostility] = text.Text switch
            {
                var said when said.Contains("borderline", StringComparison.Ordinal) => 0.45f,
                var said when said.Contains("otherwise", StringComparison.Ordinal) => isSecond ? 0.95f : 0.02f,
                var said when said.Contains("rude", StringComparison.Ordinal) => 0.99f,
                _ => 0.01f,
            };
            return scores[Category.Hostility] < 0.5f
                ? new Assessment(scores, CategorySet.Empty, null, Target.None)
                : new Assessment(scores, CategorySet.Empty.With(Category.Hostility), Severity.Serious, Target.Agent);
        }
    }
}
