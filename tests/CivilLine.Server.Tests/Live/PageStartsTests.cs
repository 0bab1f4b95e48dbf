using CivilLine.Live;

namespace CivilLine.Server.Tests.Live;

public sealed class PageStartsTests
{
    private static readonly int Most = Math.Max(1, Environment.ProcessorCount / 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_beyond_half_of_the_processors_wait_for_a_turn_and_all_are_served()
    {
        using var starts = new PageStarts();
        var gates = Enumerable.Range(0, Most + 2).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var begun = 0;
        var pages = gates.Select((gate, page) => starts.RunAsync(
            _ =>
            {
                Interlocked.Increment(ref begun);
                return gate.Task;
            },
            Token)).ToArray();

        var atOnce = begun;
        for (var page = 0; page < gates.Length; page++)
            gates[page].SetResult(page);
        var served = await Task.WhenAll(pages);

        Assert.Equal((Most, gates.Length), (atOnce, begun));
        Assert.Equal(Enumerable.Range(0, gates.Length), served);
    }

    [Fact]
    public async Task Page_that_fails_or_goes_away_gives_its_turn_back()
    {
        using var starts = new PageStarts();
        using var gone = new CancellationTokenSource();
        var first = new TaskCompletionSource<int>();
        var held = Enumerable.Range(0, Most).Select(_ => starts.RunAsync(_ => first.Task, Token)).ToArray();
        var waiting = starts.RunAsync(_ => Task.FromResult(1), gone.Token);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.SetException(new InvalidOperationException("the store"));
        foreach (var page in held)
            await Assert.ThrowsAsync<InvalidOperationException>(() => page);

        Assert.Equal(2, await starts.RunAsync(_ => Task.FromResult(2), Token));
    }
}
