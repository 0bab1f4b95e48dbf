using CivilLine.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Pages;

/// <summary>An agent's own screen.</summary>
internal sealed class AgentPage(IPage page)
{
    public IPage Page => page;

    public ILocator Banner => page.GetByTestId("banner");

    public ILocator Say => page.GetByTestId("banner-say");

    public ILocator Help => page.GetByTestId("banner-help");

    public ILocator SaidIt => page.GetByTestId("said-it");

    public ILocator NeedHelp => page.GetByTestId("need-help");

    public Task ExpectStepAsync(string step) => Assertions.Expect(Banner).ToHaveAttributeAsync("data-step", step);

    public static async Task<AgentPage> OpenAsync(ServerFixture fixture, string name, CallDriver call, string team)
    {
        var agent = new AgentPage(await fixture.SignInAsync(name, "agent", call.AgentId, team));
        await Assertions.Expect(agent.Page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "connected");
        return agent;
    }
}
