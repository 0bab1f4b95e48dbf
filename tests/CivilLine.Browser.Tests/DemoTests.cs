using System.Text.RegularExpressions;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Microsoft.Playwright;

namespace CivilLine.Browser.Tests;

/// <summary>The README's first command, as somebody who tries it sees it.</summary>
public sealed partial class DemoTests : IAsyncLifetime
{
    // Ruth's call is played at the speed of speech and lasts three quarters of a minute.
    private const float SpokenMs = 120_000;

    private readonly Chromium _chromium = new();
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        _server = await ServerProcess.StartAsync("--demo");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _chromium.DisposeAsync();
    }

    [Fact]
    public async Task Demo_fills_the_wall_and_leaves_a_past_call_to_replay_with_its_warnings_and_its_end()
    {
        var page = await (await _chromium.NewContextAsync(_server.Url)).NewPageAsync();
        await page.GotoAsync(SignInLink().Match(await _server.SaysAsync("Sign in")).Value);
        await page.GetByTestId("sign-in").ClickAsync();
        await Expect(page.GetByTestId("call-card").First).ToBeVisibleAsync();
        await Expect(page.GetByTestId("alert").First).ToBeVisibleAsync(new() { Timeout = SpokenMs });

        var review = new ReviewPage(page);
        await OpenPastAsync(page, review, "abuse went on after two warnings");
        await Expect(review.EndedBy).ToContainTextAsync("Ended by agent: abuse went on after two warnings");
        await Expect(review.Banner).ToHaveAttributeAsync("data-step", "mayEnd");
        await review.Marks.First.ClickAsync();
        await Expect(review.Alerts.First).ToBeVisibleAsync();
        // Where the call stood at its first alert: which step that was is the model's to say, but not yet the last.
        await Expect(review.Banner).Not.ToHaveAttributeAsync("data-step", "mayEnd");
        await review.Speed(16).ClickAsync();
        await review.Play.ClickAsync();
        await Expect(review.Banner).ToHaveAttributeAsync("data-step", "mayEnd");
    }

    private static async Task OpenPastAsync(IPage page, ReviewPage review, string reason)
    {
        await Expect(async () =>
        {
            await page.GotoAsync("/review");
            await review.Past(reason).ClickAsync(new() { Timeout = 2_000 });
        });
    }

    /// <summary>The list is read when the page opens, so the page is opened again until the call is over.</summary>
    private static async Task Expect(Func<Task> attempt)
    {
        for (var left = SpokenMs / 2_000; ; left--)
        {
            try
            {
                await attempt();
                return;
            }
            catch (TimeoutException) when (left > 0)
            {
            }
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"http\S+/sign-in\?token=\S+")]
    private static partial Regex SignInLink();
}
