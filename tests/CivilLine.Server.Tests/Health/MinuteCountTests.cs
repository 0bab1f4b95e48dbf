using CivilLine.Health;

namespace CivilLine.Server.Tests.Health;

public sealed class MinuteCountTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Count_holds_for_a_minute_and_no_longer()
    {
        var count = new MinuteCount();
        count.Add(3, Start);
        count.Add(4, Start.AddSeconds(30));

        Assert.Equal([7, 7, 4, 0], new[] { 30, 59, 60, 90 }.Select(seconds => count.Sum(Start.AddSeconds(seconds))));
    }

    [Fact]
    public void Second_that_comes_round_again_starts_from_nothing()
    {
        var count = new MinuteCount();
        count.Add(5, Start);
        count.Add(2, Start.AddSeconds(60));

        Assert.Equal(2, count.Sum(Start.AddSeconds(60)));
    }
}
