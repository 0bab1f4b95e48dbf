using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Security;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private TestServer _server = null!;

    // Only the links' clock is turned: the rest of the server lives in real time.
    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(builder =>
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SignInLinks>(provider, _time)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Link_is_not_burnt_by_opening_it()
    {
        var token = await TokenAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await _server.Anonymous.GetAsync($"/sign-in?token={token}")).StatusCode);
        Assert.Equal("/", await PressAsync(token));
    }

    [Fact]
    public async Task Link_signs_in_once()
    {
        var token = await TokenAsync();
        Assert.Equal("/", await PressAsync(token));
        Assert.Equal("/sign-in?failed=1", await PressAsync(token));
    }

    [Fact]
    public async Task Two_who_press_at_once_do_not_both_come_in()
    {
        var token = await TokenAsync();
        var came = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PressAsync(token)));
        Assert.Single(came, "/");
    }

    [Fact]
    public async Task Link_expires_after_a_quarter_of_an_hour()
    {
        var token = await TokenAsync();
        _time.Advance(SignInLinks.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Equal("/sign-in?failed=1", await PressAsync(token));
    }

    [Theory]
    [InlineData(nameof(Role.Agent), "/agent")]
    [InlineData(nameof(Role.Qa), "/review")]
    [InlineData(nameof(Role.Supervisor), "/")]
    public async Task Each_role_lands_on_its_own_page(string role, string home)
    {
        var person = await _server.Admin.PostJsonAsync(
            "/api/v1/admin/people", new { name = "N", role, agentId = $"a-{role}" });
        var link = await _server.Admin.PostJsonAsync($"/api/v1/admin/people/{person.GetProperty("id").GetString()}/link", new { });
        Assert.Equal(home, await PressAsync(Token(link)));
    }

    [Fact]
    public async Task Cookie_is_kept_from_scripts_and_other_sites()
    {
        using var form = new FormUrlEncodedContent([new("token", await TokenAsync())]);
        var answer = await _server.Anonymous.PostAsync("/sign-in", form);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Guessing_is_slowed_after_sixty_tries_a_minute()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 125; i++) // More than two windows take, wherever they begin.
        {
            using var form = new FormUrlEncodedContent([new("token", $"cll_{i}")]);
            answers.Add((await _server.Anonymous.PostAsync("/sign-in", form)).StatusCode);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Fact]
    public async Task Browser_that_changes_something_needs_the_header_that_forms_cannot_send()
    {
        var browser = await _server.SignInAsync(RosterStore.FirstAdministrator);
        browser.Http.DefaultRequestHeaders.Remove("X-CivilLine");
        var answer = await browser.Http.PostAsJsonAsync("/api/v1/admin/keys", new { name = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("forgery", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Disabled_person_is_out_with_the_next_request()
    {
        var browser = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/api/v1/me")).StatusCode);
        await _server.Admin.PostJsonAsync($"/api/v1/admin/people/{browser.PersonId}/disable", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Sign_out_takes_the_cookie_back()
    {
        var browser = await _server.SignInAsync(RosterStore.FirstAdministrator);
        var answer = await browser.Http.PostAsync("/sign-out", null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.StartsWith("civilline=;", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    private async Task<string> TokenAsync() => Token(await _server.Admin.PostJsonAsync("/api/v1/admin/link", new { }));

    private static string Token(JsonElement link) => new Uri(link.GetProperty("url").GetString()!).Query["?token=".Length..];

    /// <returns>Where the browser is sent.</returns>
    private async Task<string> PressAsync(string token)
    {
        using var form = new FormUrlEncodedContent([new("token", token)]);
        return (await _server.Anonymous.PostAsync("/sign-in", form)).Headers.Location!.ToString();
    }
}
