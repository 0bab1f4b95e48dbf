using CivilLine.Ingest;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Ingest;

public sealed class IngestGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly IngestOptions _options = new() { EventsInHand = 100, EventsInHandPerKey = 100, WaitMs = 500, BurstMs = 100, TargetMs = 40 };

    private IngestGate Gate() => new(Options.Create(_options), _time, () => TimeSpan.Zero);

    private static async Task<IDisposable> In(IngestGate gate, string key, int events) =>
        await gate.EnterAsync(key, events, default, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("refused");

    private static Task<IDisposable?> Ask(IngestGate gate, string key, int events) =>
        gate.EnterAsync(key, events, default, TestContext.Current.CancellationToken).AsTask();

    [Fact]
    public async Task Key_has_half_of_the_house_and_another_key_comes_in_at_once()
    {
        var gate = Gate();
        await In(gate, "flood", 50);
        var more = Ask(gate, "flood", 1);

        Assert.True(Ask(gate, "polite", 50).IsCompletedSuccessfully);
        Assert.False(more.IsCompleted);
    }

    [Fact]
    public async Task Key_that_waits_comes_in_by_turns_with_one_that_has_a_thousand_waiting()
    {
        var gate = Gate();
        List<IDisposable> held = [await In(gate, "flood", 50), await In(gate, "other", 50)];
        var flood = Enumerable.Range(0, 1000).Select(_ => Ask(gate, "flood", 1)).ToList();
        var polite = Ask(gate, "polite", 1);

        held[1].Dispose();

        Assert.NotNull(await polite);
        Assert.Equal(0, flood.Count(one => one.IsCompleted));
        held[0].Dispose();
        await flood[49];
        Assert.Equal(51, gate.InHand);
    }

    [Fact]
    public async Task Who_waits_too_long_is_refused_and_takes_no_room()
    {
        var gate = Gate();
        var held = await In(gate, "a", 50);
        var late = Ask(gate, "a", 10);

        _time.Advance(TimeSpan.FromMilliseconds(501));

        Assert.Null(await late);
        held.Dispose();
        Assert.Equal(0, gate.InHand);
        Assert.True(Ask(gate, "a", 50).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task House_that_stays_full_is_pressed_and_lets_nobody_wait_for_long()
    {
        var gate = Gate();
        var held = await In(gate, "a", 50);
        var first = Ask(gate, "a", 1);
        Assert.False(gate.IsPressed);
        _time.Advance(TimeSpan.FromMilliseconds(150));
        Assert.True(gate.IsPressed);
        var second = Ask(gate, "a", 1);

        _time.Advance(TimeSpan.FromMilliseconds(41));

        Assert.Null(await second);
        Assert.False(first.IsCompleted);
        held.Dispose();
        Assert.NotNull(await first);
        Assert.False(gate.IsPressed);
    }

    [Fact]
    public async Task Waiting_room_is_bounded_for_each_key()
    {
        _options.WaitingEvents = 5;
        var gate = Gate();
        await In(gate, "a", 50);
        var waiting = Enumerable.Range(0, 5).Select(_ => Ask(gate, "a", 1)).ToList();

        Assert.Null(await Ask(gate, "a", 1));

        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.True(Ask(gate, "b", 1).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task More_than_the_house_takes_comes_in_alone()
    {
        var gate = Gate();

        var held = await In(gate, "a", 5_000);

        Assert.Equal(100, gate.InHand);
        held.Dispose();
        held.Dispose();
        Assert.Equal(0, gate.InHand);
    }

    [Fact]
    public async Task Caller_that_goes_away_while_it_waits_takes_no_room()
    {
        var gate = Gate();
        var held = await In(gate, "a", 50);
        using var gone = new CancellationTokenSource();
        var waiting = gate.EnterAsync("a", 50, default, gone.Token).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        held.Dispose();
        Assert.Equal(0, gate.InHand);
    }

    [Fact]
    public async Task What_waited_elsewhere_counts_towards_how_long_it_may_wait()
    {
        var gate = Gate();
        await In(gate, "a", 50);
        var waiting = gate.EnterAsync("a", 1, new Taken(TimeSpan.FromMilliseconds(450), IsLate: false, IsFlood: false), TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromMilliseconds(51));

        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Of_a_flood_nothing_waits_in_front_of_those_who_do()
    {
        var gate = Gate();
        var held = await In(gate, "flood", 50);
        await In(gate, "other", 50);
        var polite = Ask(gate, "polite", 1);
        var flood = new Taken(TimeSpan.Zero, IsLate: false, IsFlood: true);

        Assert.Null(await gate.EnterAsync("flood", 1, flood, TestContext.Current.CancellationToken));

        held.Dispose();
        Assert.NotNull(await polite);
        Assert.NotNull(await gate.EnterAsync("flood", 1, flood, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void More_senders_hand_in_less_at_a_time()
    {
        _options.EventsInHand = 1024;
        var gate = Gate();

        var alone = gate.Slice;
        var senders = Enumerable.Range(0, 8).Select(_ => gate.Begin()).ToList();
        var together = gate.Slice;
        foreach (var sender in senders)
            sender.Dispose();

        Assert.Equal((256, 64, 256), (alone, together, gate.Slice));
    }
}
