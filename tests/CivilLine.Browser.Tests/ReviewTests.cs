using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using Microsoft.Playwright;
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

    [Fact]
    public async Task Quality_lead_labels_ten_fragments_tries_a_policy_and_takes_the_evidence()
    {
        var call = new CallDriver(fixture.Server, "qa-day", "a-411", "quality");
        await call.StartAsync();
        for (var i = 0; i < 10; i++)
            await call.CustomerAsync($"you are a stupid useless cow and that is complaint number {i}");
        await call.EndAsync("agent", "abuse");
        var page = await fixture.SignInAsync("Quinn Quality", "qa", team: "quality");

        await page.GotoAsync("/review?view=label");
        for (var i = 1; i <= 10; i++)
        {
            await Expect(page.GetByTestId("desk-reason").First).ToBeVisibleAsync();
            // By the keys alone: hostility, serious, save.
            await page.Keyboard.PressAsync("3");
            await page.Keyboard.PressAsync("s");
            await Expect(page.GetByTestId("label-note")).ToHaveValueAsync("");
            await page.GetByTestId("label-note").FillAsync($"the note of label {i}");
            await page.GetByTestId("label-note").BlurAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByTestId("desk-saved")).ToContainTextAsync($"{i} label");
        }
        await Expect(page.GetByTestId("desk-empty")).ToBeVisibleAsync();

        await page.GetByTestId("view-whatIf").ClickAsync();
        await page.GetByTestId("what-if-policy").FillAsync("name: quieter\ncategories:\n  hostility: { alerts: false }\n  swearing: { alerts: false }\n");
        await page.GetByTestId("what-if-start").ClickAsync();
        await Expect(page.GetByTestId("what-if-result")).ToHaveAttributeAsync("data-state", "done");
        await Expect(page.GetByTestId("what-if-lost")).Not.ToHaveTextAsync("0");
        await page.GetByTestId("what-if-example").First.ClickAsync();

        await Expect(page.GetByTestId("label-said")).ToHaveCountAsync(10);
        var packed = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("evidence-json").ClickAsync());
        using var pack = JsonDocument.Parse(await File.ReadAllTextAsync(await packed.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(64, pack.RootElement.GetProperty("head").GetString()!.Length);
    }

    [Fact]
    public async Task Suggested_label_is_accepted_with_a_strength_or_declined()
    {
        var page = await fixture.SignInAsync("Quinn Suggested", "qa", team: "suggested");
        await page.GotoAsync("/review?view=suggested");
        // Other tests' suggestions may wait here too.
        var (current, empty) = (page.GetByTestId("suggestion"), page.GetByTestId("suggestions-empty"));
        await Expect(current.Or(empty)).ToBeVisibleAsync();
        while (await current.IsVisibleAsync())
        {
            var id = await current.GetAttributeAsync("data-id");
            await page.GetByTestId("suggestion-decline").ClickAsync();
            await Expect(page.Locator($"[data-testid=suggestion][data-id='{id}']")).ToHaveCountAsync(0);
            await Expect(current.Or(empty)).ToBeVisibleAsync();
        }
        await fixture.Server.SuggestAsync("you absolute doorknob", "INSULT");
        await fixture.Server.SuggestAsync("what a lovely morning", "TOXICITY");
        await page.ReloadAsync();

        await Expect(current).ToHaveTextAsync("you absolute doorknob");
        await Expect(page.GetByTestId("suggestions-waiting")).ToHaveTextAsync("2 suggestions wait");
        await Expect(page.Locator("[data-testid=suggestion-category][data-category=hostility]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GetByTestId("suggestion-accept").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Say how strong it is.");
        await page.Locator("[data-testid=suggestion-severity][data-severity=caution]").ClickAsync();
        await page.GetByTestId("suggestion-accept").ClickAsync();

        await Expect(current).ToHaveTextAsync("what a lovely morning");
        await page.GetByTestId("suggestion-decline").ClickAsync();
        await Expect(empty).ToBeVisibleAsync();
        var labels = await fixture.Server.Http.GetStringAsync(new Uri("/api/v1/review/labels.ndjson", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("you absolute doorknob", labels, StringComparison.Ordinal);
        Assert.DoesNotContain("what a lovely morning", labels, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_finds_a_call_by_its_words_and_stays_in_the_address()
    {
        var call = new CallDriver(fixture.Server, "searched-1", "a-421", "searched");
        await call.StartAsync();
        for (var i = 0; i < 60; i++)
            await call.CustomerAsync(i is 20 or 55 ? $"the marmalade invoice number {i} never came" : $"that is what i was told in shop number {i}");
        await call.EndAsync("customer", "solved");
        var page = await fixture.SignInAsync("Quinn Searched", "qa", team: "searched");
        var review = new ReviewPage(page);

        await FindAsync(page, "marmalade");
        await Expect(page.GetByTestId("hit").Locator("mark")).ToHaveTextAsync(["marmalade", "marmalade"]);
        await review.Past("marmalade").ClickAsync(new() { Position = new() { X = 20, Y = 12 } });

        await Expect(review.Lines).ToHaveCountAsync(60);
        await Expect(page).ToHaveURLAsync(new Regex(@"/review/searched-1#q=marmalade$"));
        await Expect(review.PlaceCount).ToHaveTextAsync("1 of 2 places of “marmalade”");
        await Expect(review.Place).ToContainTextAsync("number 20");
        await Expect(review.Place).ToBeInViewportAsync();
        await Expect(review.Place.Locator("mark.sought")).ToHaveTextAsync("marmalade");

        await page.Keyboard.PressAsync("n");
        await Expect(review.Place).ToContainTextAsync("number 55");
        await Expect(review.Place).ToBeInViewportAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/review/searched-1\?hit=[^#]+#q=marmalade$"));

        await page.ReloadAsync();
        await Expect(review.Place).ToContainTextAsync("number 55");
        await Expect(review.Place).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(review.PlaceCount).ToContainTextAsync("1 of 2");
    }

    [Fact]
    public async Task Words_that_are_searched_for_are_in_no_address_that_the_server_is_sent()
    {
        const string word = "persimmon";
        var call = new CallDriver(fixture.Server, "unsaid-1", "a-441", "unsaid");
        await call.StartAsync();
        await call.CustomerAsync($"the {word} crate never came");
        await call.EndAsync("customer", "solved");
        var page = await fixture.SignInAsync("Quinn Unsaid", "qa", team: "unsaid");
        ConcurrentQueue<string> addresses = [];
        page.Request += (_, request) => addresses.Enqueue(request.Url);
        var (searches, review) = (page.WaitForResponseAsync("**/review/calls/search"), new ReviewPage(page));
        await page.GotoAsync("/review");
        await searches;

        await page.GetByTestId("review-search").FillAsync(word);
        await Expect(page).ToHaveURLAsync(new Regex($"/review#q={word}$"));
        // The index follows within moments of the words.
        for (var left = 40; left > 0 && !await page.GetByTestId("hit").First.IsVisibleAsync(); left--)
        {
            await page.ReloadAsync();
            await Expect(page.GetByTestId("hit").First.Or(page.GetByTestId("review-empty"))).ToBeVisibleAsync();
        }
        await review.Past(word).ClickAsync(new() { Position = new() { X = 20, Y = 12 } });
        await Expect(review.PlaceCount).ToContainTextAsync(word);
        await page.ReloadAsync();
        await Expect(review.PlaceCount).ToContainTextAsync(word);
        await page.GoBackAsync();
        await Expect(page.GetByTestId("review-search")).ToHaveValueAsync(word);

        Assert.Contains(addresses, address => address.EndsWith("/matches", StringComparison.Ordinal));
        Assert.DoesNotContain(addresses, address => new Uri(address).PathAndQuery.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_that_goes_on_is_found_by_its_words_and_leads_to_the_wall()
    {
        var call = new CallDriver(fixture.Server, "found-live", "a-431", "foundlive");
        await call.StartAsync();
        await call.CustomerAsync("the harmonica never came");
        var page = await fixture.SignInAsync("Quinn Live", "qa", team: "foundlive");

        await FindAsync(page, "harmonica");
        await Expect(page.GetByTestId("found-live")).ToHaveTextAsync("Live");
        await page.GetByTestId("found-on-wall").ClickAsync();

        await Expect(page.GetByTestId("drawer")).ToContainTextAsync("the harmonica never came");
        await call.EndAsync("customer", "solved");
    }

    /// <summary>The index follows within moments of the words.</summary>
    private static async Task FindAsync(IPage page, string words)
    {
        var (hit, empty) = (page.GetByTestId("hit").First, page.GetByTestId("review-empty"));
        await page.GotoAsync($"/review#q={words}");
        await Expect(hit.Or(empty)).ToBeVisibleAsync();
        for (var left = 40; left > 0 && await empty.IsVisibleAsync(); left--)
        {
            await page.ReloadAsync();
            await Expect(hit.Or(empty)).ToBeVisibleAsync();
        }
    }
}
