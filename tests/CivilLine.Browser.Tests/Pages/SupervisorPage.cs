using CivilLine.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Pages;

/// <summary>The wall and its alerts, by what a supervisor looks for.</summary>
internal sealed class SupervisorPage(IPage page)
{
    public IPage Page => page;

    public ILocator Connection => page.GetByTestId("connection");

    public ILocator Alarm => page.GetByTestId("alarm");

    public ILocator Card(CallDriver call) => page.Locator($"[data-testid=call-card][data-call='{call.CallId}']");

    public ILocator Alerts(CallDriver call) => page.Locator($"[data-testid=alert][data-call='{call.CallId}']");

    /// <summary>Every alert beside the wall, of whichever call.</summary>
    public ILocator AllAlerts => page.GetByTestId("alerts").GetByTestId("alert");

    /// <summary>How many things the bell calls new; absent where none is.</summary>
    public ILocator New => page.GetByTestId("bell-count");

    /// <summary>All that a call gave to do, as one entry.</summary>
    public ILocator Incident(CallDriver call) => Incident(call.CallId);

    public ILocator Incident(string callId) => page.Locator($"[data-testid=incident][data-call='{callId}']");

    public async Task OpenAsync(CallDriver call)
    {
        await Card(call).GetByTestId("call-open").ClickAsync();
        await Assertions.Expect(page.GetByTestId("drawer")).ToBeVisibleAsync();
    }

    public static async Task<SupervisorPage> OpenAsync(ServerFixture fixture, string name, string team)
    {
        var supervisor = new SupervisorPage(await fixture.SignInAsync(name, "supervisor", team: team));
        await Assertions.Expect(supervisor.Connection).ToHaveAttributeAsync("data-state", "connected");
        return supervisor;
    }
}
