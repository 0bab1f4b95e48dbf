using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class CareTests(ServerFixture fixture)
{
    [Fact]
    public async Task Supervisor_sees_by_name_whom_to_offer_a_break_and_what_to_mend()
    {
        await HardCallAsync("care-1", "a-502", "caring", "you are a stupid useless cow", "i will find you and i will kill you");
        await HardCallAsync("care-2", "a-501", "caring", "you are a stupid useless cow");
        await ResolveAsync("care-2", "wait");
        var zoe = await fixture.SignInAsync("Zoe Caring", "agent", "a-502", "caring");
        await fixture.SignInAsync("Ann Caring", "agent", "a-501", "caring");

        var page = await fixture.SignInAsync("Carl Caring", "supervisor", team: "caring");
        await page.GotoAsync("/care");

        await Expect(page.GetByTestId("agent-care").GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Ann Caring", "Zoe Caring"]);
        var row = page.Locator("[data-testid=agent-care][data-agent=a-502]");
        await Expect(row).ToContainTextAsync("critical moment");
        await Expect(row.GetByTestId("offer-break")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-testid=cause][data-cause=wait]")).ToContainTextAsync("care-2");

        await zoe.GotoAsync("/care");
        await Expect(zoe.GetByTestId("own-care")).ToContainTextAsync("critical moment");
        await Expect(zoe.GetByTestId("agent-care")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Drawer_tells_what_the_agent_had_to_bear_before_this_call()
    {
        await HardCallAsync("care-4", "a-504", "burdened", "i will find you and i will kill you");
        var calm = new CallDriver(fixture.Server, "care-5", "a-504", "burdened");
        await calm.StartAsync();
        await calm.CustomerAsync("hello i would like to pay my bill");

        var wall = await SupervisorPage.OpenAsync(fixture, "Bea Burdened", "burdened");
        await wall.OpenAsync(calm);

        await Expect(wall.Page.GetByTestId("today")).ToContainTextAsync("1 critical moment");
        await Expect(wall.Page.GetByTestId("today")).ToContainTextAsync("Offer a break");
    }

    [Fact]
    public async Task Agent_whose_week_was_calm_is_told_so_and_nothing_else()
    {
        var call = new CallDriver(fixture.Server, "care-3", "a-503", "caring");
        await call.StartAsync();
        await call.CustomerAsync("thank you that was quick");
        await call.EndAsync("customer", "done");

        var page = await fixture.SignInAsync("Mia Caring", "agent", "a-503", "caring");
        await page.GotoAsync("/care");

        await Expect(page.GetByTestId("calm-own")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("offer-break")).ToHaveCountAsync(0);
    }

    private async Task HardCallAsync(string callId, string agentId, string team, params string[] said)
    {
        var call = new CallDriver(fixture.Server, callId, agentId, team);
        await call.StartAsync(TimeSpan.FromMinutes(8));
        foreach (var words in said)
            await call.CustomerAsync(words);
        await call.EndAsync("customer", "hung up");
    }

    private async Task ResolveAsync(string callId, string rootCause)
    {
        var open = await fixture.Server.Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/incidents?callId={callId}", UriKind.Relative));
        var id = open.GetProperty("incidents")[0].GetProperty("id").GetString();
        using var answer = await fixture.Server.Http.PostAsJsonAsync(
            new Uri($"/api/v1/incidents/{id}/resolve", UriKind.Relative), new { reason = "called back", rootCause });
        Assert.True(answer.IsSuccessStatusCode, $"resolve {callId}: {(int)answer.StatusCode}");
    }
}
