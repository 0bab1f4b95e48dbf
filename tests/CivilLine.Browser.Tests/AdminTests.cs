using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class AdminTests(ServerFixture fixture)
{
    [Fact]
    public async Task Rotated_keys_former_secret_works_as_long_as_was_said_and_no_longer()
    {
        await fixture.SignInAsync("Priya Rotated", "supervisor", team: "rotated");
        var page = await fixture.SignInAsync("Ada Rotating", "administrator");
        await page.GotoAsync("/admin");
        var admin = new AdminPage(page);

        var first = await admin.MakeKeyAsync("Rotated source", "rotated");
        await Expect(admin.Key("Rotated source").GetByTestId("key-teams")).ToHaveTextAsync("rotated");
        var second = await admin.RotateAsync("Rotated source", "1");

        await Expect(admin.Former("Rotated source")).ToContainTextAsync("Former secret works until");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await SendAsync(first), await SendAsync(second)));
        await page.ReloadAsync();
        await Expect(admin.Key("Rotated source").GetByTestId("key-used")).Not.ToHaveTextAsync("never");
        await Expect(admin.Former("Rotated source")).ToContainTextAsync("; used");

        await admin.Key("Rotated source").GetByTestId("key-rotate").ClickAsync();
        await page.GetByTestId("overlap").SelectOptionAsync("0");
        await page.GetByTestId("rotate-confirm").ClickAsync();
        var third = await admin.Secret.InnerTextAsync();
        await Expect(admin.Former("Rotated source")).ToHaveCountAsync(0);
        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (await SendAsync(first), await SendAsync(second), await SendAsync(third)));
    }

    [Fact]
    public async Task Record_tells_who_opened_which_call_and_that_its_chain_is_whole()
    {
        var call = new CallDriver(fixture.Server, "recorded-1", "a-461", "recorded");
        await call.StartAsync();
        await call.CustomerAsync("good morning");
        await call.EndAsync("customer", "solved");
        var seen = await fixture.SignInAsync("Quinn Recorded", "qa", team: "recorded");
        await seen.GotoAsync("/review/recorded-1");
        await Expect(seen.GetByTestId("replay")).ToBeVisibleAsync();

        var page = await fixture.SignInAsync("Ada Auditing", "administrator");
        await page.GotoAsync("/admin?view=audit");
        var entries = page.GetByTestId("audit-entry");
        await page.GetByTestId("audit-person").SelectOptionAsync(new SelectOptionValue { Label = "Quinn Recorded" });
        await page.GetByTestId("audit-call").FillAsync("recorded-1");
        await page.GetByTestId("audit-call").PressAsync("Enter");

        await Expect(entries.Filter(new() { HasText = "Opened a call recorded-1" })).ToContainTextAsync("Quality");
        await Expect(entries.Filter(new() { HasNotText = "Quinn Recorded" })).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(entries.Filter(new() { HasText = "Opened a call recorded-1" })).ToContainTextAsync("Quinn Recorded");
        await page.GetByTestId("audit-day").FillAsync("2020-01-01");
        await Expect(page.GetByTestId("audit-none")).ToBeVisibleAsync();

        var head = await page.GetByTestId("chain-head").InnerTextAsync();
        await page.GetByTestId("chain-known").FillAsync(head);
        await page.GetByTestId("chain-check").ClickAsync();
        await Expect(page.GetByTestId("chain-verdict")).ToHaveAttributeAsync("data-whole", "true");
        await page.GetByTestId("chain-known").FillAsync($"0 {new string('a', 64)}");
        await page.GetByTestId("chain-check").ClickAsync();
        await Expect(page.GetByTestId("chain-verdict")).ToContainTextAsync("Entry 0 is another than the one that was known");
        var export = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("audit-export").ClickAsync());
        Assert.Contains("\"callId\":\"recorded-1\"", await File.ReadAllTextAsync(await export.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_is_erased_once_its_hold_is_lifted_and_its_id_is_typed_again()
    {
        var call = new CallDriver(fixture.Server, "erased-1", "a-471", "erased");
        await call.StartAsync();
        await call.CustomerAsync("you are a stupid useless cow");
        await call.EndAsync("agent", "abuse");
        var page = await fixture.SignInAsync("Ada Erasing", "administrator");
        await page.GotoAsync("/admin?view=privacy");
        await Expect(page.GetByTestId("retention-rules")).ToContainTextAsync("Everything is kept");

        var holding = page.GetByTestId("hold-form");
        await holding.GetByLabel("Call").FillAsync("erased-1");
        await holding.GetByLabel("Reason").FillAsync("a court order");
        await page.GetByTestId("hold-put").ClickAsync();
        var hold = page.GetByTestId("hold").Filter(new() { HasText = "erased-1" });
        await Expect(hold).ToContainTextAsync("a court order");
        await LookAsync(page, "erased-1");
        await Expect(page.GetByTestId("erase-call")).ToHaveAttributeAsync("data-outcome", "held");
        await Expect(page.GetByTestId("erase-confirm")).ToHaveCountAsync(0);

        await hold.GetByTestId("hold-lift").ClickAsync();
        await page.GetByTestId("hold-lifting").GetByLabel("Why is the hold on erased-1 lifted?").FillAsync("it was decided");
        await page.GetByTestId("hold-lift-confirm").ClickAsync();
        await Expect(hold).ToHaveCountAsync(0);
        await LookAsync(page, "erased-1");
        await Expect(page.GetByTestId("erase-call")).ToHaveAttributeAsync("data-outcome", "wouldErase");
        await Expect(page.GetByTestId("erase-confirm")).ToBeDisabledAsync();
        await page.GetByTestId("erase-typed").FillAsync("erased-2");
        await Expect(page.GetByTestId("erase-confirm")).ToBeDisabledAsync();
        Assert.Equal(HttpStatusCode.OK, await CallStatusAsync("erased-1"));

        await page.GetByTestId("erase-typed").FillAsync("erased-1");
        await page.GetByTestId("erase-typed").PressAsync("Enter");

        await Expect(page.GetByTestId("erase-done")).ToContainTextAsync("1 call erased");
        await Expect(page.GetByTestId("erase-done")).ToContainTextAsync("Backups made before hold the call still");
        Assert.Equal(HttpStatusCode.NotFound, await CallStatusAsync("erased-1"));
    }

    [Fact]
    public async Task Agents_data_is_downloaded_and_of_nobody_there_is_none()
    {
        var call = new CallDriver(fixture.Server, "taken-1", "a-481", "taken");
        await call.StartAsync();
        await call.CustomerAsync("the invoice never came");
        await call.EndAsync("customer", "solved");
        var page = await fixture.SignInAsync("Ada Taking", "administrator");
        await page.GotoAsync("/admin?view=privacy");
        await page.GetByTestId("export-kind").SelectOptionAsync("agentId");
        await page.GetByTestId("person-export").GetByLabel("Reason").FillAsync("asked for");

        await page.GetByTestId("export-id").FillAsync("a-nobody");
        await page.GetByTestId("export-get").ClickAsync();
        await Expect(page.GetByTestId("export-said")).ToHaveTextAsync("Nothing is kept of them.");
        await page.GetByTestId("export-id").FillAsync("a-481");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("export-get").ClickAsync());

        Assert.Contains("the invoice never came", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task LookAsync(IPage page, string callId)
    {
        await page.GetByTestId("erase-id").FillAsync(callId);
        await page.GetByTestId("erase").GetByLabel("Reason").FillAsync("asked for by the caller");
        await page.GetByTestId("erase-look").ClickAsync();
        await Expect(page.GetByTestId("erase-call")).ToHaveAttributeAsync("data-call", callId);
    }

    private async Task<HttpStatusCode> CallStatusAsync(string callId)
    {
        using var answer = await fixture.Server.Http.GetAsync(new Uri($"/api/v1/calls/{callId}", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> SendAsync(string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, fixture.Server.Url + "/api/v1/events")
        {
            Content = new StringContent(
                """{"callId":"rotated-1","team":"rotated","utteranceId":"u-1","speaker":"agent","text":"good morning"}""", Encoding.UTF8, "application/x-ndjson"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
