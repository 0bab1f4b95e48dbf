using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>A server of its own, because it is killed.</summary>
public sealed class CutOffTests : IAsyncLifetime
{
    private readonly ServerFixture _fixture = new();

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Page_says_that_it_is_cut_off_and_catches_up_without_a_gap_or_a_repeat()
    {
        var before = new CallDriver(_fixture.Server, "cut-before", "a-501", "cut");
        var after = new CallDriver(_fixture.Server, "cut-after", "a-502", "cut");
        var wall = await SupervisorPage.OpenAsync(_fixture, "Priya Cut", "cut");
        await before.StartAsync();
        await before.CustomerAsync("you stupid useless cow");
        await before.AgentAsync("i am going to look into that for you");
        await Expect(wall.Alerts(before)).ToHaveCountAsync(1);

        await _fixture.Server.KillAsync();
        await Expect(wall.Connection).Not.ToHaveAttributeAsync("data-state", "connected");
        await _fixture.Server.StartAgainAsync();
        await after.StartAsync();
        await after.CustomerAsync("i hope you rot you stupid cow");
        await after.AgentAsync("i am going to put you on hold for a moment");

        await Expect(wall.Connection).ToHaveAttributeAsync("data-state", "connected", new() { Timeout = 60_000 });
        await Expect(wall.Alerts(after)).ToHaveCountAsync(1);
        await Expect(wall.Alerts(before)).ToHaveCountAsync(1);
    }
}
