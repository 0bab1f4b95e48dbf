using System.Net.Http.Json;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>The ladder in the drawer, under a policy of the centre's own: a server of its own.</summary>
public sealed class LadderTests : IAsyncLifetime
{
    private const string Policy = "name: asks\nladder: { coolDown: 0s, steps: { mayEnd: { agreement: supervisor } } }";

    private readonly ServerFixture _fixture = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("civilline-policy-").FullName;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder, "asks.yaml");
        await File.WriteAllTextAsync(file, Policy);
        await _fixture.InitializeAsync("--policy", file);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Supervisor_reads_why_the_call_stands_where_it_does_and_agrees_that_it_may_end()
    {
        var call = new CallDriver(_fixture.Server, "ladder-1", "a-801", "ladder");
        var wall = await SupervisorPage.OpenAsync(_fixture, "Priya Ladder", "ladder");
        var agent = await AgentPage.OpenAsync(_fixture, "Sam Ladder", call, "ladder");
        var page = wall.Page;
        await call.StartAsync();
        await call.CustomerAsync("you useless cow");
        await call.AgentAsync("i will look at that for you right now");
        await wall.OpenAsync(call);

        await Expect(page.GetByTestId("why")).ToContainTextAsync("Words against the policy: hostility, serious");
        await Expect(page.GetByTestId("ladder-needs")).ToContainTextAsync("What “Warn” needs");
        await Expect(page.Locator("[data-relief=apology]")).ToContainTextAsync("to Calm");
        await page.GetByTestId("why").GetByTestId("ladder-words").ClickAsync();
        await Expect(page.GetByTestId("drawer").Locator("[data-utterance=u-1]:focus")).ToContainTextAsync("useless cow");

        await ClimbToTheQuestionAsync(call);
        await Expect(page.GetByTestId("agree-ask")).ToHaveAttributeAsync("data-to", "mayEnd");
        await Expect(page.GetByTestId("agree")).ToBeInViewportAsync();
        await Expect(page.GetByTestId("drawer").GetByTestId("transcript-line").Last).ToBeInViewportAsync();
        await Expect(agent.Page.GetByTestId("banner-may")).ToContainTextAsync("A supervisor has been asked");
        await agent.ExpectStepAsync("finalWarning");

        await page.Keyboard.PressAsync("y");

        await agent.ExpectStepAsync("mayEnd");
        await Expect(page.GetByTestId("agree-ask")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("why")).ToContainTextAsync("A supervisor agreed to this step");
        await Expect(page.GetByTestId("why")).ToContainTextAsync("by Priya Ladder");
    }

    [Fact]
    public async Task Question_stands_on_the_wall_in_the_work_and_in_the_bell_until_it_is_answered_by_keyboard()
    {
        var call = new CallDriver(_fixture.Server, "ladder-3", "a-803", "ladder-three");
        var wall = await SupervisorPage.OpenAsync(_fixture, "Priya Asked", "ladder-three");
        var page = wall.Page;
        await call.StartAsync();
        await call.CustomerAsync("you useless cow");
        await Expect(wall.New).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("b");
        await page.Keyboard.PressAsync("Escape");

        await ClimbToTheQuestionAsync(call);

        await Expect(wall.Card(call).GetByTestId("ask-sign")).ToHaveTextAsync("Waits for your agreement");
        await Expect(wall.Incident(call).GetByTestId("incident-ask")).ToHaveAttributeAsync("data-to", "mayEnd");
        await Expect(wall.New).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("b");
        await Expect(page.GetByTestId("news")).ToHaveAttributeAsync("data-kind", "agreement");
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("y");
        await Expect(page.GetByTestId("agree")).ToBeVisibleAsync();
        await Expect(wall.Card(call)).ToHaveAttributeAsync("data-step", "finalWarning");
        await page.Keyboard.PressAsync("y");

        await Expect(wall.Card(call)).ToHaveAttributeAsync("data-step", "mayEnd");
        await Expect(wall.Card(call).GetByTestId("ask-sign")).ToHaveCountAsync(0);
        await Expect(wall.Incident(call).GetByTestId("incident-ask")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Supervisor_who_agrees_too_late_is_told_that_another_has_answered()
    {
        var call = new CallDriver(_fixture.Server, "ladder-2", "a-802", "ladder-two");
        var wall = await SupervisorPage.OpenAsync(_fixture, "Priya Late", "ladder-two");
        var page = wall.Page;
        await call.StartAsync();
        await call.CustomerAsync("you useless cow");
        await wall.OpenAsync(call);
        await ClimbToTheQuestionAsync(call);
        // Between the press and its arrival another has answered.
        await page.RouteAsync("**/agree", async route =>
        {
            using var other = await _fixture.Server.Http.PostAsJsonAsync(
                new Uri("/api/v1/calls/ladder-2/agree", UriKind.Relative), new { agrees = false });
            Assert.True(other.IsSuccessStatusCode, $"the other's answer: {(int)other.StatusCode}");
            await route.ContinueAsync();
        });

        await page.GetByTestId("agree").ClickAsync();

        await Expect(page.GetByTestId("agree-problem")).ToContainTextAsync("another supervisor has answered");
        await Expect(page.GetByTestId("agree-ask")).ToHaveCountAsync(0);
        await Expect(wall.Card(call)).ToHaveAttributeAsync("data-step", "finalWarning");
    }

    private static async Task ClimbToTheQuestionAsync(CallDriver call)
    {
        await call.AgentAsync("if you continue to speak to me like that i will have to end the call");
        await call.CustomerAsync("you stupid stupid man");
        await call.AgentAsync("this is my final warning if you carry on like this i will end the call");
        await call.CustomerAsync("shut up you useless idiot");
    }
}
