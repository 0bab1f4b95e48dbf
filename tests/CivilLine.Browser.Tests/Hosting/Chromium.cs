using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>Debian's Chromium, one process for all tests; absent, the tests are skipped and name it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Path() is not { } path)
            return;
        // Five seconds are the default: a busy build machine takes longer over what comes all the same.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args =
            [
                // Root, as in containers and build machines, cannot use the sandbox.
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async Task<IBrowserContext> NewContextAsync(string baseUrl, ViewportSize? viewport = null)
    {
        if (_browser is null)
            Assert.Skip("No Chromium on this machine. Browser tests need it: apt-get install chromium, or set CHROMIUM_PATH.");
        return await _browser.NewContextAsync(new()
        {
            BaseURL = baseUrl,
            ViewportSize = viewport ?? new() { Width = 1440, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Path() =>
        Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given ? given : Places.FirstOrDefault(File.Exists);
}
