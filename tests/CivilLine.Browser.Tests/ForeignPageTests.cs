using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Browser.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

/// <summary>The banner in somebody else's page: another origin, a strict content policy, a shadow root, a token and no cookie.</summary>
public sealed class ForeignPageTests : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private readonly ForeignSite _desk = new();
    private readonly ForeignSite _stranger = new();
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        await _chromium.InitializeAsync();
        _server = await ServerProcess.StartAsync($"--Security:Banner:Origins:0={_desk.Url}");
        foreach (var site in new[] { _desk, _stranger })
        {
            site.Server = _server.Url;
            site.Html = $"""
                <!doctype html><html><head><link rel="stylesheet" href="/desk.css"><script src="{_server.Url}/banner.js" async></script>
                <script src="/desk.js" defer></script></head><body><h1>Desk</h1><div id="place"></div></body></html>
                """;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _stranger.DisposeAsync();
        await _server.DisposeAsync();
        await _chromium.DisposeAsync();
    }

    [Fact]
    public async Task Banner_walks_an_agent_through_a_hard_call_in_a_shadow_root_under_a_strict_policy()
    {
        var call = new CallDriver(_server, "desk-1", "a-7", "desk");
        var page = await OpenAsync(_desk, "a-7");
        await call.StartAsync();
        await call.CustomerAsync("hello there");
        var banner = page.GetByTestId("banner");
        await Expect(banner).ToHaveAttributeAsync("data-calm", "");

        await call.CustomerAsync("are you thick or something you stupid woman");
        await call.AgentAsync("i will look at that for you right now");
        await Expect(page.GetByTestId("banner-say")).ToContainTextAsync("speak to me respectfully");
        await Expect(page.GetByTestId("banner-headline")).Not.ToHaveCSSAsync("color", "rgb(255, 0, 0)");
        await Expect(page.GetByTestId("banner-headline")).ToHaveCSSAsync("text-transform", "none");
        await page.GetByTestId("banner-hide").ClickAsync();
        await Expect(page.GetByTestId("banner-say")).ToHaveCountAsync(0);
        await page.GetByTestId("banner-hide").ClickAsync();
        await page.GetByTestId("said-it").ClickAsync();
        await Expect(banner).ToHaveAttributeAsync("data-step", "warn");
        await page.GetByTestId("need-help").ClickAsync();
        await Expect(page.GetByTestId("banner-help")).ToContainTextAsync("A supervisor has been told");
        await page.GetByTestId("call-ended").ClickAsync();
        await page.GetByTestId("end-confirm").ClickAsync();

        await Expect(page.GetByTestId("support")).ToContainTextAsync("none of it was about you");
        await page.GetByTestId("break").ClickAsync();
        await Expect(page.GetByTestId("support")).ToHaveCountAsync(0);
        Assert.Equal("civil-line-step caution desk-1,civil-line-step warn desk-1,civil-line-break desk-1", await page.EvaluateAsync<string>("told.join()"));
        Assert.Equal(0, await page.EvaluateAsync<int>("violations.length"));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task Banner_shows_nothing_of_another_agents_call()
    {
        var other = new CallDriver(_server, "desk-other", "a-9", "desk");
        var own = new CallDriver(_server, "desk-own", "a-8", "desk");
        var page = await OpenAsync(_desk, "a-8");

        await other.StartAsync();
        await own.StartAsync();

        await Expect(page.GetByTestId("banner")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("banner")).ToHaveAttributeAsync("data-call", "desk-own");
    }

    [Fact]
    public async Task Site_that_the_centre_has_not_named_gets_nothing()
    {
        var call = new CallDriver(_server, "desk-stranger", "a-6", "desk");
        await call.StartAsync();
        var page = await OpenAsync(_stranger, "a-6");

        await Expect(page.GetByTestId("banner-link")).ToHaveAttributeAsync("data-state", "reconnecting");
        await Expect(page.GetByTestId("banner")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(ForeignSite site, string agentId)
    {
        using var made = await _server.Http.PostAsJsonAsync(new Uri("/api/v1/admin/keys", UriKind.Relative), new { name = "desk", kind = "banner" });
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/agents/{agentId}/banner-token", UriKind.Relative));
        ask.Headers.Authorization = new("Bearer", (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString());
        using var lent = await _server.Http.SendAsync(ask);
        var token = (await lent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        site.Script = $$"""
            window.violations = []; window.told = [];
            addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI));
            for (const name of ['civil-line-step', 'civil-line-break'])
              addEventListener(name, (e) => told.push([name, e.detail.step, e.detail.callId].filter(Boolean).join(' ')));
            const root = document.getElementById('place').attachShadow({ mode: 'open' });
            const banner = document.createElement('civil-line-banner');
            banner.setAttribute('token', '{{token}}');
            root.append(banner);
            """;
        var page = await (await _chromium.NewContextAsync(site.Url)).NewPageAsync();
        await page.GotoAsync("/");
        return page;
    }
}
