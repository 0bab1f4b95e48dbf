using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class BreakTests(ServerFixture fixture)
{
    [Fact]
    public async Task Agent_asks_for_a_break_the_supervisor_answers_and_the_banner_says_so()
    {
        var agent = await fixture.SignInAsync("Ann Tired", "agent", "a-601", "tired");
        await agent.GotoAsync("/agent");
        var wall = await SupervisorPage.OpenAsync(fixture, "Bea Tired", "tired");
        var call = new CallDriver(fixture.Server, "tired-1", "a-601", "tired");
        await call.StartAsync();
        await call.CustomerAsync("i will find you and i will kill you");
        await call.EndAsync("customer", "hung up");

        await agent.GetByTestId("break").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("Your supervisors can see it");
        await Expect(wall.Page.GetByTestId("break-request")).ToContainTextAsync("Ann Tired");
        await Expect(wall.Page.GetByTestId("bell-count")).ToBeVisibleAsync();
        await wall.Page.GetByTestId("break-soon").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("Bea Tired: in a few minutes");
        await wall.Page.GetByTestId("break-now").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("Bea Tired: yes, take your break");

        await agent.ReloadAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("yes, take your break");
        await agent.GetByTestId("break-close").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToHaveCountAsync(0);
    }
}
