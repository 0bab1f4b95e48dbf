using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Pages;

/// <summary>Past calls and the player.</summary>
internal sealed class ReviewPage(IPage page)
{
    public ILocator Replay => page.GetByTestId("replay");

    public ILocator EndedBy => page.GetByTestId("ended-by");

    public ILocator Banner => page.GetByTestId("replay-banner");

    public ILocator Alerts => page.GetByTestId("replay-alert");

    public ILocator Lines => page.GetByTestId("transcript-line");

    public ILocator Events => page.GetByTestId("events");

    public ILocator Play => page.GetByTestId("replay-play");

    /// <summary>The marks of the alerts on the chart, in time order; a click goes to the moment itself.</summary>
    public ILocator Marks => page.GetByTestId("chart-alert");

    /// <summary>The line that a search's words stand in and that is shown.</summary>
    public ILocator Place => page.Locator("[data-testid=transcript-line][data-place=shown]");

    public ILocator PlaceCount => page.GetByTestId("match-count");

    public ILocator Past(string text) => page.GetByTestId("past-call").Filter(new() { HasText = text }).First;

    public ILocator Speed(int times) => page.Locator($"[data-testid=replay-speed][data-speed='{times}']");

    public Task SeekAsync(long ms) => page.GetByTestId("replay-position").EvaluateAsync(
        "(slider, ms) => { slider.value = ms; slider.dispatchEvent(new Event('input', { bubbles: true })); }", ms);
}
