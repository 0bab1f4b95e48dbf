using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Browser.Tests.Hosting;
using CivilLine.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace CivilLine.Browser.Tests;

[Collection(OneServer.Name)]
public sealed class OperatorTests(ServerFixture fixture)
{
    [Fact]
    public async Task Source_whose_filter_is_on_is_named_with_what_to_do()
    {
        await SendAsync("Masking recogniser", """{"callId":"ops-1","utteranceId":"u-1","speaker":"customer","text":"what a [profanity] mess"}""", "no json");

        var page = await fixture.SignInAsync("Olga Operator", "administrator");
        await page.GotoAsync("/operator");
        var shown = new OperatorPage(page);

        // Another page's answer, up to three seconds old, may come first; the page asks again every five.
        await Expect(shown.Source("Masking recogniser")).ToHaveAttributeAsync("data-state", "heard", new() { Timeout = 20_000 });
        await Expect(shown.Source("Masking recogniser").GetByTestId("masked")).ToContainTextAsync("1");
        await Expect(shown.Source("Masking recogniser").GetByTestId("rejected")).ToContainTextAsync("malformed-json 1");
        await Expect(shown.Findings.Filter(new() { HasText = "Masking recogniser hides words" })).ToContainTextAsync("content filter, and turn it off");
        await Expect(shown.Queue("writer")).ToContainTextAsync("8,192");
        await Expect(shown.Policy).ToContainTextAsync("standard-");
        await Expect(shown.Retention).ToContainTextAsync("Everything is kept");
    }

    [Fact]
    public async Task Policy_that_was_refused_is_listed_with_who_put_it_and_why()
    {
        using var body = new StringContent("name: theirs\nladder: { coolDown: soon }");
        using var answer = await fixture.Server.Http.PutAsync(new Uri("/api/v1/policy", UriKind.Relative), body);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);

        var page = await fixture.SignInAsync("Olga Reader", "administrator");
        await page.GotoAsync("/operator");

        var refused = page.GetByTestId("policy-change").First;
        await Expect(refused).ToContainTextAsync("Line 2, ladder.coolDown", new() { Timeout = 20_000 });
        await Expect(refused).ToContainTextAsync("Refused");
        await Expect(page.GetByTestId("policy-change").Last).ToContainTextAsync("standard-");
    }

    [Fact]
    public async Task Supervisor_is_told_that_the_page_is_not_theirs()
    {
        var page = await fixture.SignInAsync("Sue Curious", "supervisor", team: "curious");
        await page.GotoAsync("/operator");

        await Expect(page.GetByTestId("forbidden")).ToBeVisibleAsync();
    }

    private async Task SendAsync(string source, params string[] lines)
    {
        using var made = await fixture.Server.Http.PostAsJsonAsync(new Uri("/api/v1/admin/keys", UriKind.Relative), new { name = source });
        var key = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events")
        {
            Content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var answer = await fixture.Server.Http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }
}
