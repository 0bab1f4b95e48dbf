using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Pages;

/// <summary>How the installation is doing.</summary>
internal sealed class OperatorPage(IPage page)
{
    public ILocator Findings => page.GetByTestId("finding");

    public ILocator Retention => page.GetByTestId("retention");

    public ILocator Policy => page.GetByTestId("policy");

    public ILocator Source(string name) => page.Locator($"[data-testid=source][data-source='{name}']");

    public ILocator Queue(string name) => page.Locator($"[data-testid=queue][data-queue='{name}']");
}
