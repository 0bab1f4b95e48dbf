using CivilLine.Cli.Streaming;

namespace CivilLine.Server.Tests.Cli;

public sealed class OutboxTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outbox_gives_back_in_order_what_a_lost_connection_left_unanswered()
    {
        using var outbox = new Outbox(window: 10);
        foreach (var number in Enumerable.Range(1, 4))
            await outbox.AddAsync(Event(number), Cancel);
        await outbox.TakeAsync(3, Cancel);
        outbox.Answered(Event(2).Key);
        outbox.Reset();
        var again = await outbox.TakeAsync(10, Cancel);
        Assert.Equal([1, 3, 4], again.Select(played => played.Line));
    }

    [Fact]
    public async Task Outbox_takes_an_answer_without_a_name_for_the_oldest_sent()
    {
        using var outbox = new Outbox(window: 10);
        await outbox.AddAsync(Event(1), Cancel);
        await outbox.AddAsync(Event(2), Cancel);
        await outbox.TakeAsync(2, Cancel);
        Assert.Equal(1, outbox.Answered(key: null)?.Line);
    }

    [Fact]
    public async Task Outbox_sends_again_what_a_busy_server_did_not_take()
    {
        using var outbox = new Outbox(window: 10);
        await outbox.AddAsync(Event(1), Cancel);
        await outbox.TakeAsync(1, Cancel);
        outbox.Again(Event(1).Key);
        outbox.Complete();
        Assert.Equal(1, Assert.Single(await outbox.TakeAsync(1, Cancel)).Line);
    }

    [Fact]
    public async Task Outbox_makes_the_script_wait_while_too_much_is_unanswered()
    {
        using var outbox = new Outbox(window: 1);
        await outbox.AddAsync(Event(1), Cancel);
        var second = outbox.AddAsync(Event(2), Cancel);
        await outbox.TakeAsync(1, Cancel);
        Assert.False(second.IsCompleted);
        outbox.Answered(Event(1).Key);
        await second.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Outbox_is_done_only_when_all_that_was_added_is_answered()
    {
        using var outbox = new Outbox(window: 10);
        await outbox.AddAsync(Event(1), Cancel);
        outbox.Complete();
        await outbox.TakeAsync(1, Cancel);
        var done = outbox.TakeAsync(1, Cancel);
        Assert.False(done.IsCompleted);
        outbox.Answered(Event(1).Key);
        Assert.Empty(await done.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    private static ScriptEvent Event(int number) =>
        new(TimeSpan.Zero, new EventKey("fragment", "c", $"u-{number}", 0), default, number);
}
