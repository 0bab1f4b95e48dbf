using CivilLine.Calls;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Calls;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void As_many_as_it_holds_are_had_at_once_and_then_as_many_as_are_earned()
    {
        var bucket = new TokenBucket(2, 3, _time);

        var atOnce = Enumerable.Range(0, 5).Count(_ => bucket.TryTake());
        _time.Advance(TimeSpan.FromSeconds(1));
        var earned = Enumerable.Range(0, 5).Count(_ => bucket.TryTake());
        _time.Advance(TimeSpan.FromHours(1));
        var rested = Enumerable.Range(0, 5).Count(_ => bucket.TryTake());

        Assert.Equal((3, 2, 3), (atOnce, earned, rested));
    }

    [Fact]
    public void What_is_taken_beyond_is_owed_and_each_waits_for_those_before_it()
    {
        var bucket = new TokenBucket(10, 5, _time);

        var waits = new[] { bucket.Take(5), bucket.Take(10), bucket.Take(10) };
        _time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], waits);
        Assert.Equal(TimeSpan.FromSeconds(0.5), bucket.Take(0));
        Assert.False(bucket.TryTake());
    }

    [Fact]
    public void No_more_than_a_minutes_worth_is_owed()
    {
        var bucket = new TokenBucket(10, 5, _time);

        Assert.Equal(TimeSpan.FromMinutes(1), bucket.Take(1_000_000));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, bucket.Take(0));
    }
}
