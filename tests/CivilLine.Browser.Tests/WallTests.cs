using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>The wall as a supervisor works it: many calls, one hand on the keyboard.</summary>
[Collection(OneServer.Name)]
public sealed class WallTests(ServerFixture fixture)
{
    [Fact]
    public async Task Wall_of_many_calls_draws_those_on_the_screen_and_reaches_the_last_by_keyboard()
    {
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Many", "many");
        for (var i = 0; i < 120; i++)
            await new CallDriver(fixture.Server, $"many-{i}", $"a-m{i}", "many").StartAsync();
        await Expect(wall.Page.GetByTestId("call-count")).ToHaveTextAsync("120 calls");

        var cards = wall.Page.GetByTestId("call-card");
        Assert.InRange(await cards.CountAsync(), 12, 60);
        await wall.Page.Keyboard.PressAsync("j");
        await wall.Page.Keyboard.PressAsync("End");

        await Expect(wall.Page.Locator("li[aria-posinset='120']")).ToBeInViewportAsync();
        Assert.InRange(await cards.CountAsync(), 1, 60);
        await wall.Page.Keyboard.PressAsync("Enter");
        await Expect(wall.Page.GetByTestId("drawer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filter_stands_in_the_address_and_holds_for_calls_and_alerts_alike()
    {
        var hard = new CallDriver(fixture.Server, "filter-hard", "a-611", "filter");
        var calm = new CallDriver(fixture.Server, "filter-calm", "a-612", "filter");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Filter", "filter");
        await calm.StartAsync();
        await calm.CustomerAsync("my parcel never came on tuesday");
        await hard.StartAsync();
        await hard.CustomerAsync("you are a useless idiot and you know it");
        await hard.AgentAsync("let me see what i can do for you");
        await Expect(wall.Alerts(hard)).ToHaveCountAsync(1);

        await wall.Page.GetByTestId("filter-category").SelectOptionAsync("hostility");

        await Expect(wall.Card(calm)).ToHaveCountAsync(0);
        await Expect(wall.Card(hard)).ToBeVisibleAsync();
        Assert.Contains("category=hostility", wall.Page.Url, StringComparison.Ordinal);
        await wall.Page.GotoAsync("/?category=sexual");
        await Expect(wall.Page.GetByTestId("wall-filtered")).ToBeVisibleAsync();
        await Expect(wall.Alerts(hard)).ToHaveCountAsync(0);
        await wall.Page.GetByTestId("filter-clear").ClickAsync();
        await Expect(wall.Card(calm)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_alone_claim_a_call_and_resolve_it_with_what_the_company_did_wrong()
    {
        var call = new CallDriver(fixture.Server, "keys-1", "a-621", "keys");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Keys", "keys");
        await call.StartAsync();
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");
        await Expect(wall.Incident(call)).ToHaveAttributeAsync("data-work", "open");
        await Expect(wall.Card(call)).ToBeVisibleAsync();
        var keys = wall.Page.Keyboard;

        await keys.PressAsync("j");
        await keys.PressAsync("c");
        await Expect(wall.Incident(call)).ToHaveAttributeAsync("data-work", "claimed");
        await keys.PressAsync("r");
        await keys.TypeAsync("Rang back and apologised");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Broken");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");

        await Expect(wall.Incident(call)).ToHaveAttributeAsync("data-work", "resolved");
        var detail = await fixture.Server.Http.GetStringAsync(new Uri("/api/v1/calls/keys-1", UriKind.Relative));
        Assert.Contains("\"rootCause\":\"broken-promise\"", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_supervisor_is_told_who_claimed_and_may_take_over()
    {
        var call = new CallDriver(fixture.Server, "claim-1", "a-631", "claims");
        var first = await SupervisorPage.OpenAsync(fixture, "Ada Claims", "claims");
        var second = await SupervisorPage.OpenAsync(fixture, "Bo Claims", "claims");
        await call.StartAsync();
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");

        await first.Incident(call).GetByTestId("incident-claim").ClickAsync();
        await Expect(second.Incident(call).GetByTestId("incident-state")).ToHaveTextAsync("Claimed by Ada Claims");
        await Expect(second.Incident(call).GetByTestId("incident-claim")).ToHaveCountAsync(0);
        await second.Incident(call).GetByTestId("incident-take-over").ClickAsync();
        await Expect(first.Incident(call).GetByTestId("incident-state")).ToHaveTextAsync("Claimed by Bo Claims");
    }

    [Fact]
    public async Task Bell_counts_what_is_new_and_is_still_once_it_has_been_looked_at()
    {
        var call = new CallDriver(fixture.Server, "bell-1", "a-641", "bells");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Bells", "bells");
        await call.StartAsync();
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");

        await Expect(wall.Page.GetByTestId("bell-count")).ToHaveTextAsync("1");
        await wall.Page.Keyboard.PressAsync("b");
        await Expect(wall.Page.GetByTestId("news")).ToHaveCountAsync(1);
        await wall.Page.Keyboard.PressAsync("Escape");
        await Expect(wall.Page.GetByTestId("bell-panel")).ToHaveCountAsync(0);
        await wall.Page.ReloadAsync();

        await Expect(wall.Incident(call)).ToBeVisibleAsync();
        await Expect(wall.Page.GetByTestId("bell-count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_alert_of_a_call_is_dismissed_by_itself_with_what_it_should_have_been()
    {
        var call = new CallDriver(fixture.Server, "label-1", "a-651", "labels");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Labels", "labels");
        await call.StartAsync();
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");
        await wall.OpenAsync(call);
        var found = wall.Page.GetByTestId("drawer-alerts");

        await found.Locator("summary").ClickAsync();
        await found.GetByTestId("alert-dismiss").ClickAsync();
        await found.GetByTestId("alert-label").SelectOptionAsync("swearing");
        await found.GetByTestId("alert-reason").FillAsync("Rude, and not hostile");
        await found.GetByTestId("alert-confirm").ClickAsync();

        await Expect(found.GetByTestId("alert")).ToHaveAttributeAsync("data-work", "dismissed");
        await Expect(found.GetByTestId("alert-weights")).ToContainTextAsync("Marked as false alarm: swearing");
        await Expect(found.GetByTestId("alert-form")).ToHaveCountAsync(0);
        var labelled = await fixture.Server.Http.GetStringAsync(new Uri("/api/v1/alerts?labelled=true&callId=label-1", UriKind.Relative));
        Assert.Contains("\"label\":\"swearing\"", labelled, StringComparison.Ordinal);
    }
}
