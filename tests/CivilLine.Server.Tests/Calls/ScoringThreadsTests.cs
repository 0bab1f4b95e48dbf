using CivilLine.Calls;
using CivilLine.Scoring;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Transcripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CivilLine.Server.Tests.Calls;

public sealed class ScoringThreadsTests
{
    [Fact]
    public async Task Quick_model_scores_where_it_is_asked()
    {
        using var threads = await StartAsync(new SlowScorer { IsSlow = false }, 4);

        Assert.Equal(Environment.CurrentManagedThreadId, await threads.RunAsync(() => Environment.CurrentManagedThreadId));
    }

    [Fact]
    public async Task Slow_model_scores_on_its_own_threads_and_on_no_more_than_it_has()
    {
        using var threads = await StartAsync(new SlowScorer(), 2);
        var (running, most) = (0, 0);

        var names = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => threads.RunAsync(() =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            Thread.SpinWait(1000);
            Interlocked.Decrement(ref running);
            return Thread.CurrentThread.Name;
        }).AsTask()));

        Assert.All(names, name => Assert.StartsWith("scoring ", name, StringComparison.Ordinal));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task What_breaks_on_a_scoring_thread_is_told_to_who_asked_and_stops_nothing()
    {
        using var threads = await StartAsync(new SlowScorer(), 1);

        await Assert.ThrowsAsync<ArithmeticException>(async () => await threads.RunAsync<int>(() => throw new ArithmeticException()));

        Assert.Equal(5, await threads.RunAsync(() => 5));
    }

    [Fact]
    public async Task Server_answers_while_every_scoring_thread_is_at_work()
    {
        var scorer = new SlowScorer();
        await using var server = await TestServer.StartOnAsync(
            null, builder => builder.Services.AddSingleton<IToxicityScorer>(scorer), "Calls:ScoringThreads=1");
        // More calls than the thread pool would have threads for at once.
        var posts = Enumerable.Range(0, 64).Select(_ => server.PostAsync(Lines.Said(Lines.NewCall(), "u-1", "hello"))).ToArray();
        Assert.True(await scorer.Asked.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken), "nothing was scored in 20 s");

        using var answer = await server.Admin.GetAsync("/health/live", TestContext.Current.CancellationToken).WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.DoesNotContain(posts, post => post.IsCompleted);
        scorer.Go.Set();
        Assert.All(await Task.WhenAll(posts), reply => Assert.Equal(1, reply.Accepted));
    }

    private static async Task<ScoringThreads> StartAsync(IToxicityScorer scorer, int count)
    {
        var threads = new ScoringThreads(scorer, Options.Create(new CallOptions { ScoringThreads = count }));
        await threads.StartAsync(TestContext.Current.CancellationToken);
        return threads;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    /// <summary>Scores nothing, and not before it is told to go on.</summary>
    private sealed class SlowScorer : IToxicityScorer
    {
        public SemaphoreSlim Asked { get; } = new(0);

        public ManualResetEventSlim Go { get; } = new();

        public ModelInfo Model { get; } = new("slow", "hash");

        public bool IsSlow { get; init; } = true;

        public Assessment Score(NormalizedText text)
        {
            Asked.Release();
            Go.Wait(3 * Eventually.Patience);
            return default;
        }

        public IReadOnlyList<Highlight> Explain(NormalizedText text, Category category) => [];
    }
}
