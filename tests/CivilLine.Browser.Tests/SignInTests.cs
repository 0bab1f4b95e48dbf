using CivilLine.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class SignInTests(ServerFixture fixture)
{
    [Fact]
    public async Task Link_signs_in_once_and_says_so_when_it_is_spent()
    {
        var link = await fixture.Server.LinkAsync("Once Only", "supervisor");
        var first = await (await fixture.Chromium.NewContextAsync(fixture.Server.Url)).NewPageAsync();
        await first.GotoAsync(link);
        await first.GetByTestId("sign-in").ClickAsync();
        await Expect(first.GetByTestId("who")).ToHaveTextAsync("Once Only");

        var second = await (await fixture.Chromium.NewContextAsync(fixture.Server.Url)).NewPageAsync();
        await second.GotoAsync(link);
        await second.GetByTestId("sign-in").ClickAsync();

        await Expect(second.GetByTestId("sign-in-problem")).ToBeVisibleAsync();
        await Expect(second.GetByTestId("who")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_to_come_back_to()
    {
        var page = await fixture.SignInAsync("Goes Home", "supervisor");

        await page.GetByTestId("sign-out").ClickAsync();
        await Expect(page.GetByTestId("sign-in-missing")).ToBeVisibleAsync();
        await page.GotoAsync("/");

        await Expect(page.GetByTestId("wall")).ToHaveCountAsync(0);
    }
}
