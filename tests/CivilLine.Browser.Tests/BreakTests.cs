using System.Net.Http.Json;
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
        await HardCallAsync("tired-1", "a-601", "tired");

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

    [Fact]
    public async Task Agent_takes_a_request_back_the_supervisor_sees_it_at_once_and_may_be_asked_again()
    {
        var agent = await fixture.SignInAsync("Ann Fine", "agent", "a-602", "fine");
        await agent.GotoAsync("/agent");
        var wall = await SupervisorPage.OpenAsync(fixture, "Bea Fine", "fine");
        await HardCallAsync("fine-1", "a-602", "fine");
        await agent.GetByTestId("break").ClickAsync();
        await Expect(wall.Page.GetByTestId("break-now")).ToBeVisibleAsync();
        await Expect(wall.New).ToHaveTextAsync("2");

        // Once: what takes the button's place must not be meant by the second click of a double one.
        await agent.GetByTestId("break-withdraw").DblClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("You took it back");
        await Expect(agent.GetByTestId("break-again")).ToBeFocusedAsync();
        await Expect(wall.Page.GetByTestId("break-request")).ToContainTextAsync("no longer needs it");
        await Expect(wall.Page.GetByTestId("break-now")).ToHaveCountAsync(0);
        await Expect(wall.New).ToHaveTextAsync("1");

        await agent.GetByTestId("break-again").ClickAsync();
        await wall.Page.GetByTestId("break-soon").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("Bea Fine: in a few minutes");
        await agent.GotoAsync("/care");
        await agent.GetByTestId("break-withdraw").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToContainTextAsync("You took it back");
        await Expect(wall.Page.GetByTestId("break-request")).ToContainTextAsync("no longer needs it");
    }

    [Fact]
    public async Task Supervisor_who_looks_at_an_agents_screen_cannot_take_the_request_back()
    {
        var agent = await fixture.SignInAsync("Ann Seen", "agent", "a-603", "seen");
        await HardCallAsync("seen-1", "a-603", "seen");
        using var asked = await fixture.Server.Http.PostAsJsonAsync(new Uri("/api/v1/calls/seen-1/break", UriKind.Relative), new { });
        Assert.True(asked.IsSuccessStatusCode, $"break: {(int)asked.StatusCode}");
        await agent.GotoAsync("/agent");
        await Expect(agent.GetByTestId("break-withdraw")).ToBeVisibleAsync();

        var other = await fixture.SignInAsync("Bea Seen", "supervisor", team: "seen");
        await other.GotoAsync("/agent?agent=a-603");

        await Expect(other.GetByTestId("break-state")).ToBeVisibleAsync();
        await Expect(other.GetByTestId("break-withdraw")).ToHaveCountAsync(0);
    }

    private async Task HardCallAsync(string id, string agent, string team)
    {
        var call = new CallDriver(fixture.Server, id, agent, team);
        await call.StartAsync();
        await call.CustomerAsync("i will find you and i will kill you");
        await call.EndAsync("customer", "hung up");
    }
}
