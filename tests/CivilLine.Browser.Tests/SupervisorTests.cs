using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class SupervisorTests(ServerFixture fixture)
{
    [Fact]
    public async Task Alert_arrives_from_a_post_with_its_words_lit_and_stays_acknowledged()
    {
        var call = new CallDriver(fixture.Server, "sup-1", "a-101", "north");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya North", "north");

        await call.StartAsync();
        await call.CustomerAsync("you are a useless idiot and you know it");
        await call.AgentAsync("let me see what i can do for you");

        var alert = wall.Alerts(call);
        await Expect(alert).ToHaveAttributeAsync("data-category", "hostility");
        await Expect(alert).ToHaveAttributeAsync("data-detection", "confirmed");
        await Expect(alert.GetByTestId("alert-text").Locator("mark").First).ToBeVisibleAsync();
        await Expect(wall.Card(call)).ToBeVisibleAsync();

        await wall.Incident(call).GetByTestId("incident-acknowledge").ClickAsync();
        await Expect(alert).ToHaveAttributeAsync("data-work", "acknowledged");
        await wall.Page.ReloadAsync();
        await Expect(alert).ToHaveAttributeAsync("data-work", "acknowledged");
    }

    [Fact]
    public async Task Wall_shows_a_supervisor_their_own_teams_alone()
    {
        var own = new CallDriver(fixture.Server, "sup-2-own", "a-111", "east");
        var other = new CallDriver(fixture.Server, "sup-2-other", "a-112", "west");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya East", "east");

        foreach (var call in new[] { other, own })
        {
            await call.StartAsync();
            await call.CustomerAsync("i hope you rot you stupid cow");
            await call.AgentAsync("i am going to put you on hold for a moment");
        }

        await Expect(wall.Alerts(own)).ToHaveCountAsync(1);
        await Expect(wall.Card(other)).ToHaveCountAsync(0);
        await Expect(wall.Alerts(other)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Drawer_shows_the_live_transcript_as_it_grows()
    {
        var call = new CallDriver(fixture.Server, "sup-3", "a-121", "south");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya South", "south");
        await call.StartAsync();
        await call.AgentAsync("good morning how can i help");
        await wall.OpenAsync(call);

        await call.CustomerAsync("my parcel never came on tuesday");

        var lines = wall.Page.GetByTestId("drawer").GetByTestId("transcript-line");
        await Expect(lines).ToHaveCountAsync(2);
        await Expect(lines.Last).ToContainTextAsync("my parcel never came on tuesday");
    }

    [Fact]
    public async Task Words_that_were_old_when_they_came_say_so()
    {
        var call = new CallDriver(fixture.Server, "sup-4", "a-131", "late");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Late", "late");

        await call.StartAsync(ago: TimeSpan.FromSeconds(60));
        await call.CustomerAsync("you are a useless idiot and you know it", startMs: 45_000, endMs: 48_000);
        await call.AgentAsync("let me see what i can do for you");

        await Expect(wall.Alerts(call).GetByTestId("alert-late")).ToContainTextAsync("said");
    }

    [Fact]
    public async Task Hard_words_stay_blurred_until_they_are_asked_for()
    {
        var call = new CallDriver(fixture.Server, "sup-5", "a-141", "blur");
        var wall = await SupervisorPage.OpenAsync(fixture, "Priya Blur", "blur");
        await call.StartAsync();
        await call.CustomerAsync("you fucking idiot");
        await call.AgentAsync("let me see what i can do for you");
        var veil = wall.Alerts(call).GetByTestId("veil").First;

        await Expect(veil).ToBeVisibleAsync();
        await wall.Page.GetByTestId("blur-toggle").ClickAsync();

        await Expect(wall.Alerts(call).GetByTestId("veil")).ToHaveCountAsync(0);
        await Expect(wall.Alerts(call).GetByTestId("alert-text")).ToContainTextAsync("fucking");
    }
}
