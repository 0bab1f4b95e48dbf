using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Pages;

/// <summary>What an administrator sees and presses.</summary>
internal sealed class AdminPage(IPage page)
{
    public ILocator Secret => page.GetByTestId("secret");

    public ILocator Key(string name) => page.GetByTestId("key").Filter(new() { HasText = name });

    public ILocator Former(string name) => Key(name).GetByTestId("key-former");

    public async Task<string> MakeKeyAsync(string name, string team)
    {
        var section = page.GetByTestId("keys");
        await section.GetByLabel("Name").FillAsync(name);
        await section.GetByLabel(team).CheckAsync();
        await page.GetByTestId("add-key").ClickAsync();
        return await Secret.InnerTextAsync();
    }

    /// <returns>The new secret.</returns>
    public async Task<string> RotateAsync(string name, string overlap)
    {
        var before = await Secret.InnerTextAsync();
        await Key(name).GetByTestId("key-rotate").ClickAsync();
        await page.GetByTestId("overlap").SelectOptionAsync(overlap);
        await page.GetByTestId("rotate-confirm").ClickAsync();
        await Assertions.Expect(Secret).Not.ToHaveTextAsync(before);
        return await Secret.InnerTextAsync();
    }
}
