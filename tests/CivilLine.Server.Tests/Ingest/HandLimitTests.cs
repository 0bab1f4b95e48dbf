using CivilLine.Ingest;

namespace CivilLine.Server.Tests.Ingest;

public sealed class HandLimitTests
{
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(40);

    private TimeSpan _now = TimeSpan.Zero;

    private static HandLimit New(int most = 8192) => new(64, most, Target);

    /// <param name="tookMs">What each took, given how many may be in hand.</param>
    private void Run(HandLimit limit, double seconds, Func<int, double> tookMs, double used = 1, double commitMs = 0)
    {
        for (var until = _now + TimeSpan.FromSeconds(seconds); _now < until; _now += TimeSpan.FromMilliseconds(20))
            limit.Done(TimeSpan.FromMilliseconds(tookMs(limit.Now)), (int)(limit.Now * used), _now, TimeSpan.FromMilliseconds(commitMs));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(3_500)]
    [InlineData(50_000)]
    public void House_fills_to_what_it_does_within_the_target(int perSecond)
    {
        var limit = New();

        Run(limit, 20, inHand => Math.Max(5, inHand * 1000.0 / perSecond));

        Assert.InRange(limit.Now, Math.Max(64, perSecond * 0.04 * 0.6), Math.Max(64, perSecond * 0.04 * 1.5));
    }

    [Fact]
    public void Disk_that_is_slow_by_itself_does_not_empty_the_house()
    {
        var limit = New();

        Run(limit, 30, _ => 750, commitMs: 500);

        Assert.Equal(8192, limit.Now);
    }

    [Fact]
    public void House_that_is_hardly_used_grows_no_further()
    {
        var limit = New();

        Run(limit, 10, _ => 5, used: 0.1);

        Assert.Equal(1024, limit.Now);
    }

    [Fact]
    public void Limit_stays_between_its_bounds()
    {
        var (small, great) = (New(), New(most: 2000));

        Run(small, 30, inHand => inHand * 10);
        Run(great, 30, _ => 1);

        Assert.Equal((64, 2000), (small.Now, great.Now));
    }
}
