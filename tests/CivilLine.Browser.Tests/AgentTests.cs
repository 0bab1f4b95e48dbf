using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class AgentTests(ServerFixture fixture)
{
    [Fact]
    public async Task Banner_moves_when_the_agent_confirms_the_warning_and_clears_when_the_call_ends()
    {
        var call = new CallDriver(fixture.Server, "agent-1", "a-301", "agents");
        var agent = await AgentPage.OpenAsync(fixture, "Sam Agents", call, "agents");
        await call.StartAsync();
        await call.CustomerAsync("are you thick or something you stupid woman");
        await call.AgentAsync("i will look at that for you right now");
        await agent.ExpectStepAsync("caution");

        await agent.SaidIt.ClickAsync();
        await agent.ExpectStepAsync("warn");
        await Expect(agent.SaidIt).ToHaveCountAsync(0);

        await call.EndAsync("customer", "hung up");
        await Expect(agent.Page.GetByTestId("need-help")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_shows_an_agent_nobody_elses_call()
    {
        var own = new CallDriver(fixture.Server, "agent-2-own", "a-311", "agents-two");
        var other = new CallDriver(fixture.Server, "agent-2-other", "a-312", "agents-two");
        var agent = await AgentPage.OpenAsync(fixture, "Ada Agents", own, "agents-two");

        await other.StartAsync();
        await other.CustomerAsync("good morning");
        await own.StartAsync();
        await own.CustomerAsync("hello there");

        await Expect(agent.Page.GetByTestId("agent-call")).ToHaveCountAsync(1);
        await agent.Page.GotoAsync("/agent?agent=a-312");
        await Expect(agent.Page.GetByTestId("connection")).ToBeVisibleAsync();
        await Expect(agent.Page.Locator("[data-call=agent-2-other]")).ToHaveCountAsync(0);
    }
}
