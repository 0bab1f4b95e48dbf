using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class ReviewTests(ServerFixture fixture)
{
    [Fact]
    public async Task Past_call_is_played_as_it_happened()
    {
        var call = new CallDriver(fixture.Server, "review-1", "a-401", "reviewed");
        await call.StartAsync();
        await call.AgentAsync("hello how can i help");
        await call.InterimAsync("i will kill", revision: 0);
        await call.FinishAsync("i will kill this subscription today", revision: 1);
        await call.AgentAsync("of course let me do that for you");
        await call.CustomerAsync("you are a stupid useless cow");
        await call.AgentAsync("if you continue to use that language i will have to end the call");
        await call.EndAsync("agent", "abuse");

        var page = await fixture.SignInAsync("Quinn Reviewed", "qa", team: "reviewed");
        await page.GotoAsync("/review");
        var review = new ReviewPage(page);
        await review.Past("reviewed").ClickAsync();

        await Expect(review.EndedBy).ToContainTextAsync("Ended by agent: abuse");
        await Expect(review.Lines).ToHaveCountAsync(5);
        await Expect(review.Events).ToContainTextAsync("withdrawn");
        await review.SeekAsync(0);
        await Expect(review.Lines).ToHaveCountAsync(0);
        // By the keyboard: this call was over in moments, and its marks lie on one another.
        await review.Marks.First.PressAsync("Enter");
        await Expect(review.Alerts.First).ToHaveAttributeAsync("data-detection", "provisional");
        await review.Marks.Nth(1).PressAsync("Enter");
        await Expect(review.Alerts).ToHaveCountAsync(1);
        await Expect(review.Alerts).ToHaveAttributeAsync("data-detection", "confirmed");

        await review.Speed(16).ClickAsync();
        await review.Play.ClickAsync();
        await Expect(review.Lines).ToHaveCountAsync(5);
        await Expect(review.Banner).ToHaveAttributeAsync("data-step", "warn");
    }
}
