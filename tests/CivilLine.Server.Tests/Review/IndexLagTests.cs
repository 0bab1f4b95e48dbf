using CivilLine.Review.Search;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Review;

public sealed class IndexLagTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly IndexLag _lag;

    public IndexLagTests() => _lag = new IndexLag(_time);

    [Fact]
    public void Lag_is_that_of_the_words_that_wait_longest()
    {
        Notice(last: 2, secondsLater: 10);
        Notice(last: 5);

        _lag.Look(first: 1, last: 5);
        Assert.Equal(TimeSpan.FromSeconds(10), _lag.Now);
        _lag.Look(first: 3, last: 5);
        Assert.Equal(TimeSpan.Zero, _lag.Now);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(60), _lag.Now);
        _lag.Look(first: 0, last: 0);
        Assert.Equal(TimeSpan.Zero, _lag.Now);
    }

    [Fact]
    public void Words_of_calls_that_wait_already_make_nothing_younger()
    {
        Notice(last: 2, secondsLater: 10);
        Notice(last: 2);
        _lag.Look(first: 2, last: 2);

        Assert.Equal(TimeSpan.FromSeconds(10), _lag.Now);
    }

    [Fact]
    public void What_waits_at_the_start_counts_from_then()
    {
        _lag.Look(first: 7, last: 9);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), _lag.Now);
    }

    [Fact]
    public void Index_that_fails_is_late_though_nothing_was_noticed()
    {
        _lag.Stuck();
        _time.Advance(TimeSpan.FromSeconds(30));
        _lag.Stuck();

        Assert.Equal(TimeSpan.FromSeconds(30), _lag.Now);
    }

    [Fact]
    public void Very_many_notices_without_an_index_keep_the_oldest_and_no_more_than_are_needed()
    {
        for (var place = 1; place <= 3000; place++)
            Notice(place, secondsLater: 1);

        _lag.Look(first: 1, last: 3000);
        Assert.Equal(TimeSpan.FromSeconds(3000), _lag.Now);
        _lag.Look(first: 2500, last: 3000);
        Assert.InRange(_lag.Now.TotalSeconds, 500, 3001);
    }

    private void Notice(long last, int secondsLater = 0)
    {
        _lag.Noticed(_time.GetUtcNow(), last);
        _time.Advance(TimeSpan.FromSeconds(secondsLater));
    }
}
