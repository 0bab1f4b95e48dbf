using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>A supervisor's day from end to end; its counts are of the whole house, so it has a server of its own.</summary>
public sealed class ShiftTests : IAsyncLifetime
{
    private const string Team = "shift";

    /// <summary>Milliseconds. A hundred and fifty events are scored, stored and shown, at whatever a busy build machine leaves for it.</summary>
    private const float Patience = 60_000;

    private readonly ServerFixture _fixture = new();

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Supervisor_works_through_a_storm_of_fifty_alerts_in_which_the_connection_is_cut()
    {
        await using var wire = new Wire(_fixture.Server.Url);
        var storm = new Storm(_fixture.Server, Team);
        var wall = await ArriveAsync(wire);
        var page = wall.Page;
        await Expect(page.GetByTestId("wall-empty")).ToBeVisibleAsync();

        // The morning: calls, one alert, one look.
        await storm.StartAsync(Enumerable.Range(0, 51));
        await Expect(page.GetByTestId("call-count")).ToHaveTextAsync("51 calls", new() { Timeout = Patience });
        await storm.BreakAsync([0]);
        await Expect(wall.New).ToHaveTextAsync("1", new() { Timeout = Patience });
        await LookAtTheBellAsync(wall, expected: 1);

        // The storm: half of it arrives, the other half while the page is cut off.
        await storm.BreakAsync(Enumerable.Range(1, 25));
        await Expect(wall.AllAlerts).ToHaveCountAsync(26, new() { Timeout = Patience });
        wire.Cut();
        await Expect(wall.Connection).Not.ToHaveAttributeAsync("data-state", "connected");
        await storm.BreakAsync(Enumerable.Range(26, 25));
        await Expect(wall.AllAlerts).ToHaveCountAsync(26, new() { Timeout = Patience });
        wire.Mend();
        await Expect(wall.Connection).ToHaveAttributeAsync("data-state", "connected", new() { Timeout = Patience });

        await Expect(wall.AllAlerts).ToHaveCountAsync(51, new() { Timeout = Patience });
        Assert.Equal(await storm.AlertsAsync(), await AlertsOnAsync(wall));
        await Expect(page.GetByTestId("call-count")).ToHaveTextAsync("51 calls", new() { Timeout = Patience });
        await Expect(wall.New).ToHaveTextAsync("50", new() { Timeout = Patience });
        await LookAtTheBellAsync(wall, expected: 50);

        // The work, by keyboard: one is looked at, one is claimed and resolved.
        var looked = await ChooseAsync(wall, "a");
        await Expect(wall.Incident(looked)).ToHaveAttributeAsync("data-work", "acknowledged");
        await page.Keyboard.PressAsync("Escape");
        var done = await ChooseAsync(wall, "c");
        await Expect(wall.Incident(done)).ToHaveAttributeAsync("data-work", "claimed");
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("Rang back and apologised");
        await page.Keyboard.PressAsync("Enter");
        await Expect(wall.Incident(done)).ToHaveAttributeAsync("data-work", "resolved");
        await page.Keyboard.PressAsync("Escape");
        Assert.NotEqual(looked, done);
        Assert.Equal(new() { ["open"] = 49, ["acknowledged"] = 1, ["resolved"] = 1 }, await storm.WorkAsync());
        await Expect(wall.New).ToHaveCountAsync(0);

        // The end of the shift: what comes now is all that is new.
        await storm.StartAsync([60]);
        await storm.BreakAsync([60]);
        await Expect(wall.New).ToHaveTextAsync("1", new() { Timeout = Patience });
        Assert.Equal(await storm.AlertsAsync(), await AlertsOnAsync(wall));
    }

    private async Task<SupervisorPage> ArriveAsync(Wire wire)
    {
        var link = new Uri(await _fixture.Server.LinkAsync("Priya Shift", "supervisor", team: Team));
        var context = await _fixture.Chromium.NewContextAsync(wire.Url);
        var wall = new SupervisorPage(await context.NewPageAsync());
        await wall.Page.GotoAsync(link.PathAndQuery);
        await wall.Page.GetByTestId("sign-in").ClickAsync();
        await Expect(wall.Connection).ToHaveAttributeAsync("data-state", "connected", new() { Timeout = Patience });
        return wall;
    }

    private static async Task LookAtTheBellAsync(SupervisorPage wall, int expected)
    {
        await wall.Page.Keyboard.PressAsync("b");
        await Expect(wall.Page.GetByTestId("news")).ToHaveCountAsync(expected);
        await wall.Page.Keyboard.PressAsync("Escape");
        await Expect(wall.New).ToHaveCountAsync(0);
    }

    /// <summary>The next call on the wall and a key for it, which opens it; which call that was.</summary>
    private static async Task<string> ChooseAsync(SupervisorPage wall, string key)
    {
        await wall.Page.Keyboard.PressAsync("j");
        await wall.Page.Keyboard.PressAsync(key);
        var drawer = wall.Page.GetByTestId("drawer");
        await Expect(drawer).ToBeVisibleAsync();
        return (await drawer.GetAttributeAsync("data-call"))!;
    }

    private static async Task<string[]> AlertsOnAsync(SupervisorPage wall)
    {
        var ids = await wall.AllAlerts.EvaluateAllAsync<string[]>("alerts => alerts.map(alert => alert.dataset.alert)");
        return [.. ids.Order()];
    }
}
