using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>Adds people over the administrator's endpoints and signs them in as they would: by their link.</summary>
internal static class Staff
{
    public static async Task<IPage> SignInAsync(
        this ServerFixture fixture, string name, string role, string? agentId = null, string? team = null, ViewportSize? viewport = null)
    {
        var context = await fixture.Chromium.NewContextAsync(fixture.Server.Url, viewport);
        var page = await context.NewPageAsync();
        await page.GotoAsync(await fixture.Server.LinkAsync(name, role, agentId, team));
        await page.GetByTestId("sign-in").ClickAsync();
        await Assertions.Expect(page.GetByTestId("who")).ToHaveTextAsync(name);
        return page;
    }

    /// <summary>The one-time link of a new person.</summary>
    public static async Task<string> LinkAsync(
        this ServerProcess server, string name, string role, string? agentId = null, string? team = null)
    {
        if (team is not null)
            await server.TeamAsync(team);
        var person = await server.PostAsync(
            "/api/v1/admin/people", new { name, role, agentId, teams = team is null ? [] : new[] { team } });
        var link = await server.PostAsync($"/api/v1/admin/people/{person.GetProperty("id").GetString()}/link", new { });
        return link.GetProperty("url").GetString()!;
    }

    /// <summary>What a client of the Perspective API does that finds a text scored too low.</summary>
    public static async Task SuggestAsync(this ServerProcess server, string text, string attribute)
    {
        var key = (await server.PostAsync("/api/v1/admin/keys", new { name = "a forum", kind = "perspective" })).GetProperty("key").GetString()!;
        await server.PostAsync($"/v1alpha1/comments:suggestscore?key={key}", new
        {
            comment = new { text },
            attributeScores = new Dictionary<string, object> { [attribute] = new { summaryScore = new { value = 1 } } },
        });
    }

    /// <summary>Two people of one team ask for it twice.</summary>
    private static async Task TeamAsync(this ServerProcess server, string team)
    {
        using var answer = await server.Http.PostAsJsonAsync(new Uri("/api/v1/admin/teams", UriKind.Relative), new { id = team, name = team });
        Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict, $"team {team}: {(int)answer.StatusCode}");
    }

    private static async Task<JsonElement> PostAsync(this ServerProcess server, string path, object body)
    {
        using var answer = await server.Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
