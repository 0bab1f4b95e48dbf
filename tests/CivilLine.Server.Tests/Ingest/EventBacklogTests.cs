using System.Text;
using CivilLine.Ingest;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Ingest;

public sealed class EventBacklogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventBacklog _backlog;
    private readonly List<Received> _window = [];

    public EventBacklogTests() => _backlog = new EventBacklog(8, TimeSpan.FromMilliseconds(500), _time);

    private async Task AddAsync(params string[] messages)
    {
        foreach (var message in messages)
            await _backlog.AddAsync(Encoding.UTF8.GetBytes(message), TestContext.Current.CancellationToken);
    }

    private async Task FloodAsync()
    {
        await AddAsync("a", "more");
        Pass(501, isDrained: true);
        Assert.Equal("501 late flood: a more", Take(slice: 1));
    }

    private string Take(int slice = 8, int targetMs = 30)
    {
        var taken = _backlog.Take(_window, slice, TimeSpan.FromMilliseconds(targetMs));
        return $"{taken.Waited.TotalMilliseconds}{(taken.IsLate ? " late" : "")}{(taken.IsFlood ? " flood" : "")}: {string.Join(' ', _window.Select(one => Encoding.UTF8.GetString(one.Message)))}";
    }

    private void Pass(int milliseconds, bool isDrained = false)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        if (isDrained)
            _backlog.Drained();
    }

    [Fact]
    public async Task Burst_is_taken_as_it_comes()
    {
        await AddAsync("a", "b");
        Pass(200);
        await AddAsync("c");
        Pass(250);

        Assert.Equal(["450: a b", "450: c"], [Take(slice: 2), Take()]);
    }

    [Fact]
    public async Task Socket_that_is_never_read_empty_is_a_flood_and_what_is_old_in_it_is_refused_all_at_once()
    {
        await AddAsync("a", "b");
        Pass(501);
        await AddAsync("c");

        Assert.Equal("501 late flood: a b c", Take(slice: 1));
    }

    [Fact]
    public async Task What_is_within_the_target_is_no_flood_however_slow_the_disk_makes_it()
    {
        await AddAsync("a", "b");
        Pass(800);

        Assert.Equal("800: a", Take(slice: 1, targetMs: 1000));
    }

    [Fact]
    public async Task Few_that_a_stalled_server_left_behind_are_no_flood()
    {
        await AddAsync("a", "b", "c");
        Pass(5000);

        Assert.Equal("5000: a b c", Take(slice: 3));
    }

    [Fact]
    public async Task In_a_flood_no_more_are_taken_than_are_done_at_a_time_and_those_are_the_freshest()
    {
        await FloodAsync();
        await AddAsync("b", "c", "d", "e");
        Pass(10);

        Assert.Equal(["10 late flood: b c", "10 flood: d e"], [Take(slice: 2), Take(slice: 2)]);
    }

    [Fact]
    public async Task What_comes_once_a_flooded_socket_was_read_empty_is_taken_while_it_is_fresh()
    {
        await AddAsync("a", "more");
        Pass(501, isDrained: true);
        await AddAsync("b");
        Pass(20, isDrained: true);
        await AddAsync("c");
        var flood = Take(slice: 3);
        var fresh = Take();
        await AddAsync("d");
        Pass(31);

        Assert.Equal(["521 late flood: a more", "20 flood: b c", "31 late flood: d"], [flood, fresh, Take()]);
    }

    [Fact]
    public async Task Flood_is_over_a_second_after_the_last_that_was_late()
    {
        await FloodAsync();
        Pass(1001, isDrained: true);
        await AddAsync("b");
        Pass(100);

        Assert.Equal("100: b", Take());
    }

    [Fact]
    public async Task Flood_that_there_is_no_room_for_goes_on()
    {
        await FloodAsync();
        Pass(900, isDrained: true);
        _backlog.Refused();
        Pass(900, isDrained: true);
        await AddAsync("b");

        Assert.Equal("0 flood: b", Take());
    }

    [Fact]
    public async Task House_that_is_full_makes_no_flood_of_a_burst()
    {
        _backlog.Refused();
        await AddAsync("a");

        Assert.Equal("0: a", Take());
    }

    [Fact]
    public async Task No_more_is_taken_than_was_asked_for()
    {
        await AddAsync("a", "b", "c");

        Assert.Equal(["0: a b", "0: c"], [Take(slice: 2), Take(slice: 2)]);
    }

    [Fact]
    public async Task Who_fills_it_waits_until_something_is_taken()
    {
        await AddAsync("1", "2", "3", "4", "5", "6", "7", "8");
        var more = AddAsync("9");
        var waits = !more.IsCompleted;

        Take(slice: 1);
        await more;

        Assert.True(waits);
        Assert.Equal("0: 2 3 4 5 6 7 8 9", Take());
    }

    [Fact]
    public async Task Completed_one_gives_what_it_has_and_then_nothing_more()
    {
        await AddAsync("a");
        _backlog.Complete();

        Assert.True(await _backlog.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0: a", Take());
        Assert.False(await _backlog.WaitAsync(TestContext.Current.CancellationToken));
    }
}
