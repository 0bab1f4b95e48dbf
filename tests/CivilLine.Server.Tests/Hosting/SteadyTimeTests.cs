using CivilLine.Hosting;

namespace CivilLine.Server.Tests.Hosting;

public sealed class SteadyTimeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private readonly SetTime _system = new() { Now = Start };
    private readonly SteadyTime _time;
    private TimeSpan _passed;

    public SteadyTimeTests() => _time = new SteadyTime(_system, () => _passed);

    [Fact]
    public void A_clock_that_nobody_sets_is_followed_to_the_tick()
    {
        Pass(TimeSpan.FromMinutes(7));

        Assert.Equal(_system.Now, _time.GetUtcNow());
    }

    [Fact]
    public void A_clock_put_forward_is_caught_up_with_at_twice_the_speed()
    {
        _system.Now += TimeSpan.FromHours(3);
        Pass(TimeSpan.FromMinutes(1));
        var soon = _time.GetUtcNow();
        Pass(TimeSpan.FromHours(4));

        Assert.Equal(Start + TimeSpan.FromMinutes(2), soon);
        Assert.Equal(_system.Now, _time.GetUtcNow());
    }

    [Fact]
    public void A_clock_put_back_is_waited_for_at_half_the_speed()
    {
        _system.Now -= TimeSpan.FromHours(3);
        Pass(TimeSpan.FromMinutes(2));
        var soon = _time.GetUtcNow();
        Pass(TimeSpan.FromHours(7));

        Assert.Equal(Start + TimeSpan.FromMinutes(1), soon);
        Assert.Equal(_system.Now, _time.GetUtcNow());
    }

    [Fact]
    public void No_time_passes_where_none_has()
    {
        _system.Now += TimeSpan.FromHours(3);

        Assert.Equal(Start, _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(3), _time.Ahead);
    }

    [Fact]
    public void The_machine_counts_what_passes()
    {
        var time = new SteadyTime(TimeProvider.System);

        var first = time.GetUtcNow();

        Assert.InRange(TimeProvider.System.GetUtcNow() - first, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.True(SpinWait.SpinUntil(() => time.GetUtcNow() > first, TimeSpan.FromSeconds(5)), "it stands still");
    }

    private void Pass(TimeSpan time)
    {
        _passed += time;
        _system.Now += time;
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
