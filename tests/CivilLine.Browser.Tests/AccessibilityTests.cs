using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe can tell, on every page as it stands in work, in both themes; and each width it is made for.</summary>
[Collection(OneServer.Name)]
public sealed class AccessibilityTests(ServerFixture fixture)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Fact]
    public async Task Wall_with_its_drawer_bell_and_keys_has_no_violation()
    {
        var call = await HardCallAsync("axe-wall", "a-701", "axe-wall");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Axe", "axe-wall");
        await Expect(wall.Alerts(call).First).ToBeVisibleAsync();
        await JudgeAsync(wall.Page, "wall");

        await wall.Page.GetByTestId("bell").ClickAsync();
        await JudgeAsync(wall.Page, "bell");
        await wall.Page.Keyboard.PressAsync("Escape");
        await wall.Page.Keyboard.PressAsync("?");
        await JudgeAsync(wall.Page, "keys");
        await wall.Page.GetByTestId("keys-close").ClickAsync();
        await wall.OpenAsync(call);
        await wall.Page.GetByTestId("drawer").GetByTestId("incident-resolve").ClickAsync();
        await wall.Page.GetByTestId("drawer-alerts").Locator("summary").ClickAsync();
        await wall.Page.GetByTestId("ladder-breaches").Locator("summary").ClickAsync();
        await JudgeAsync(wall.Page, "drawer");
    }

    [Fact]
    public async Task Banner_has_no_violation_calm_raised_and_after_a_hard_call()
    {
        var call = new CallDriver(fixture.Server, "axe-agent", "a-711", "axe-agents");
        var agent = await AgentPage.OpenAsync(fixture, "Sam Axe", call, "axe-agents");
        await JudgeAsync(agent.Page, "no call");
        await call.StartAsync();
        await Expect(agent.Banner).ToBeVisibleAsync();
        await JudgeAsync(agent.Page, "calm");
        await call.CustomerAsync("are you thick or something you stupid woman");
        await call.AgentAsync("i need you to speak to me respectfully please");
        await Expect(agent.Page.GetByTestId("banner-headline")).ToBeVisibleAsync();
        await agent.NeedHelp.ClickAsync();
        await Expect(agent.Help).ToBeVisibleAsync();
        await JudgeAsync(agent.Page, "raised");
        await agent.SaidIt.Or(agent.Page.GetByTestId("banner-step")).First.ClickAsync();
        await call.CustomerAsync("i will come down there and break your jaw");
        await call.AgentAsync("i have to take that seriously");
        await call.EndAsync("agent", "threat");
        await Expect(agent.Page.GetByTestId("support")).ToBeVisibleAsync();
        await JudgeAsync(agent.Page, "after");
    }

    [Fact]
    public async Task Review_and_sign_in_have_no_violation()
    {
        var call = await HardCallAsync("axe-past", "a-721", "axe-past");
        await call.EndAsync("agent", "abuse");
        var page = await fixture.SignInAsync("Ada Axe", "administrator");
        await page.GotoAsync("/review");
        await JudgeAsync(page, "past calls");
        await page.GotoAsync("/review/axe-past");
        await Expect(page.GetByTestId("replay")).ToBeVisibleAsync();
        await JudgeAsync(page, "replay");
        await page.GetByTestId("label-open").First.ClickAsync();
        await page.GetByTestId("review-filters").ClickAsync();
        await JudgeAsync(page, "labelling and filters");
        await page.GotoAsync("/review?view=label");
        await Expect(page.GetByTestId("desk-item")).ToBeVisibleAsync();
        await JudgeAsync(page, "label queue");
        await fixture.Server.SuggestAsync("you are an axe of a man", "INSULT");
        await page.GotoAsync("/review?view=suggested");
        await Expect(page.GetByTestId("suggestion")).ToBeVisibleAsync();
        await JudgeAsync(page, "suggested labels");
        await page.GotoAsync("/review?view=whatIf");
        await page.GetByTestId("what-if-policy").FillAsync("name: quieter\ncategories:\n  hostility: { alerts: false }\n");
        await page.GetByTestId("what-if-start").ClickAsync();
        await Expect(page.GetByTestId("what-if-result")).ToHaveAttributeAsync("data-state", "done");
        await JudgeAsync(page, "what if");
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByTestId("sign-in-missing")).ToBeVisibleAsync();
        await JudgeAsync(page, "sign-in");
    }

    [Fact]
    public async Task Administration_has_no_violation_in_any_of_its_parts()
    {
        var call = await HardCallAsync("axe-admin", "a-731", "axe-admin");
        await call.EndAsync("agent", "abuse");
        var page = await fixture.SignInAsync("Ada Keys", "administrator", team: "axe-admin");
        await page.GotoAsync("/admin");
        await Expect(page.GetByTestId("people")).ToBeVisibleAsync();
        await new AdminPage(page).MakeKeyAsync("Axe", "axe-admin");
        await page.GetByTestId("key-rotate").Last.ClickAsync();
        await JudgeAtEachWidthAsync(page, "keys");

        await page.GotoAsync("/admin?view=audit&callId=axe-admin");
        await page.GetByTestId("chain-check").ClickAsync();
        await Expect(page.GetByTestId("chain-verdict")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(page, "record");

        await page.GotoAsync("/admin?view=privacy");
        await page.GetByTestId("hold-form").GetByLabel("Call").FillAsync("axe-admin");
        await page.GetByTestId("hold-form").GetByLabel("Reason").FillAsync("a complaint");
        await page.GetByTestId("hold-put").ClickAsync();
        await page.GetByTestId("hold").Filter(new() { HasText = "axe-admin" }).GetByTestId("hold-lift").ClickAsync();
        await page.GetByTestId("erase-id").FillAsync("axe-admin");
        await page.GetByTestId("erase").GetByLabel("Reason").FillAsync("asked for");
        await page.GetByTestId("erase-look").ClickAsync();
        await Expect(page.GetByTestId("erase-preview")).ToBeVisibleAsync();
        await page.GetByTestId("scan-run").ClickAsync();
        await Expect(page.GetByTestId("scan-result")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(page, "privacy");
    }

    [Fact]
    public async Task Operator_and_care_have_no_violation()
    {
        await HardCallAsync("axe-care", "a-741", "axe-care");
        var page = await fixture.SignInAsync("Olga Axe", "administrator");
        await page.GotoAsync("/operator");
        await Expect(page.GetByTestId("operator")).ToBeVisibleAsync();
        await JudgeAsync(page, "operator");
        await page.GotoAsync("/care");
        await Expect(page.Locator("[data-testid=agent-care][data-agent=a-741]")).ToBeVisibleAsync();
        await JudgeAsync(page, "care");
        var agent = await fixture.SignInAsync("Sam Cared", "agent", "a-741", "axe-care");
        await agent.GotoAsync("/care");
        await Expect(agent.GetByTestId("own-care")).ToBeVisibleAsync();
        await JudgeAsync(agent, "an agent's own");
    }

    [Fact]
    public async Task Request_for_a_break_has_no_violation_wherever_it_is_shown()
    {
        var call = new CallDriver(fixture.Server, "axe-rest", "a-751", "axe-rest");
        var agent = (await AgentPage.OpenAsync(fixture, "Ann Resting", call, "axe-rest")).Page;
        await call.StartAsync();
        await call.CustomerAsync("i will find you and i will kill you");
        await call.EndAsync("customer", "hung up");
        await agent.GetByTestId("break").ClickAsync();
        await Expect(agent.GetByTestId("break-state")).ToBeVisibleAsync();
        var wall = (await SupervisorPage.OpenAsync(fixture, "Bea Resting", "axe-rest")).Page;
        await Expect(wall.GetByTestId("break-now")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(agent, "banner, break asked");
        await JudgeAtEachWidthAsync(wall, "wall, break asked");
        await wall.GotoAsync("/care");
        await Expect(wall.GetByTestId("break-now")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(wall, "care, break asked");

        await wall.GetByTestId("break-soon").ClickAsync();
        await Expect(agent.GetByTestId("break-close")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(wall, "care, answered");
        await JudgeAtEachWidthAsync(agent, "banner, answered");
        await agent.GotoAsync("/care");
        await Expect(agent.GetByTestId("break-state")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(agent, "an agent's own care, answered");
        await agent.GetByTestId("break-withdraw").ClickAsync();
        await Expect(agent.GetByTestId("break-again")).ToBeVisibleAsync();
        await JudgeAtEachWidthAsync(agent, "an agent's own care, taken back");
    }

    [Theory]
    [InlineData(360, 780)]
    [InlineData(2560, 1440)]
    public async Task Page_fits_its_screen_and_needs_no_scrolling_sideways(int width, int height)
    {
        var call = await HardCallAsync($"fit-{width}", $"a-73{width}", $"fit-{width}");
        var page = await fixture.SignInAsync($"Ada Fit {width}", "administrator", viewport: new() { Width = width, Height = height });
        await Expect(page.GetByTestId("call-card").First).ToBeVisibleAsync();
        foreach (var path in new[] { "/", $"/agent?agent={call.AgentId}", "/review", "/review?view=label", "/review?view=suggested", "/review?view=whatIf", "/care", "/admin", "/operator" })
        {
            await page.GotoAsync(path);
            await Expect(page.GetByTestId("who").Or(page.GetByTestId("sign-out")).First).ToBeAttachedAsync();
            await ExpectToFitAsync(page, $"{path}, {width} px");
        }
    }

    private async Task<CallDriver> HardCallAsync(string id, string agent, string team)
    {
        var call = new CallDriver(fixture.Server, id, agent, team);
        await call.StartAsync();
        await call.AgentAsync("hello how can i help");
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");
        return call;
    }

    private static async Task JudgeAtEachWidthAsync(IPage page, string what)
    {
        foreach (var width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, 800);
            await JudgeAsync(page, $"{what}, {width} px");
            await ExpectToFitAsync(page, $"{what}, {width} px");
        }
    }

    private static async Task ExpectToFitAsync(IPage page, string what)
    {
        var over = await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth");
        Assert.True(over <= 0, $"{what}: expected no sideways scrolling, got {over} px too many");
    }

    private static async Task JudgeAsync(IPage page, string what)
    {
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            // Half below the bar that stays, a button counts as half a target.
            await page.EvaluateAsync("scrollTo(0, 0)");
            var found = (await page.RunAxe(Rules)).Violations;
            Assert.True(found.Length == 0, $"{what}, {theme}: {string.Join('\n', found.Select(Say))}");
        }
    }

    private static string Say(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => $"{node.Target} {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}"))}";
}
