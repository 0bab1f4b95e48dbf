using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CivilLine.Server.Tests.Security.OpenId;

/// <summary>Signing in with a real OpenID provider, and what of it is refused.</summary>
public sealed class OpenIdTests : IAsyncLifetime
{
    private Provider _provider = null!;
    private TestServer _server = null!;
    private Traveller _browser = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await Provider.StartAsync();
        _server = await StartAsync("People=Create", "Roles:0:Claim=floor-lead", "Roles:0:Role=Supervisor", "Roles:1:Claim=cc-agent",
            "Roles:1:Role=Agent", "Teams:0:Claim=grp-billing", "Teams:0:Team=billing", "AgentClaim=employee");
        await _server.Admin.PostJsonAsync("/api/v1/admin/teams", new { id = "billing", name = "Billing" });
        _browser = new Traveller(_server);
        _provider.Person.AddRange([("roles", "floor-lead"), ("roles", "someone-elses-role"), ("groups", "grp-billing"), ("groups", "other")]);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Person_with_a_mapped_role_is_added_and_comes_in_with_their_teams()
    {
        Assert.Equal("/", await _browser.SignInAsync());

        var me = await MeAsync(_browser);
        Assert.Equal(("Ingrid Dahl", "supervisor"), (me.GetProperty("name").GetString(), me.GetProperty("role").GetString()));
        Assert.Equal("billing", Assert.Single(me.GetProperty("teams").EnumerateArray()).GetString());
        Assert.Equal(0, _provider.WithoutProof);
    }

    [Fact]
    public async Task Same_person_is_not_added_twice_and_has_the_claims_of_the_last_time()
    {
        await _browser.SignInAsync();
        var first = (await MeAsync(_browser)).GetProperty("id").GetString();
        _provider.Person.RemoveAll(claim => claim.Type is "roles" or "groups");
        _provider.Person.AddRange([("roles", "cc-agent"), ("employee", "a-77")]);

        Assert.Equal("/agent", await _browser.SignInAsync());

        var me = await MeAsync(_browser);
        Assert.Equal((first, "agent", "a-77"), (me.GetProperty("id").GetString(), me.GetProperty("role").GetString(), me.GetProperty("agentId").GetString()));
        Assert.Empty(me.GetProperty("teams").EnumerateArray());
    }

    [Theory]
    [InlineData("wrong issuer")]
    [InlineData("wrong audience")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("another's nonce")]
    [InlineData("no nonce")]
    [InlineData("another's key")]
    [InlineData("no signature")]
    public async Task Token_that_does_not_hold_signs_nobody_in(string what)
    {
        _provider.Tamper = token =>
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            switch (what)
            {
                case "wrong issuer": token.Issuer = "https://elsewhere.example/"; break;
                case "wrong audience": token.Audience = "another-client"; Put(token, "aud", "another-client"); break;
                case "expired": (token.IssuedAt, token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddHours(-2), now.AddHours(-1)); break;
                case "not yet": (token.NotBefore, token.Expires) = (now.AddHours(1), now.AddHours(2)); break;
                case "another's nonce": Put(token, "nonce", "638000000000000000.bm90LW91cnM="); break;
                case "no nonce": Put(token, "nonce", null); break;
                case "another's key":
                    token.SigningCredentials = new SigningCredentials(
                        new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = token.SigningCredentials.Key.KeyId }, SecurityAlgorithms.RsaSha256);
                    break;
                default:
                    token.SigningCredentials = null;
                    Put(token, "at_hash", null);
                    break;
            }
        };

        Assert.Equal("/sign-in?refused=failed", await _browser.SignInAsync());
        await AssertOutAsync(_browser);
    }

    [Fact]
    public async Task Answer_handed_in_again_signs_nobody_in()
    {
        var callback = await _browser.ComeBackAsync();
        Assert.Equal("/", await _browser.EndAsync(callback));
        using var thief = new Traveller(_server);
        Assert.Equal("/sign-in?refused=failed", await thief.EndAsync(callback));
        await AssertOutAsync(thief);
        Assert.Equal("/sign-in?refused=failed", await _browser.EndAsync(callback));
    }

    [Fact]
    public async Task Answer_to_another_browsers_question_signs_nobody_in()
    {
        using var attacker = new Traveller(_server);
        var theirs = await attacker.ComeBackAsync();
        await _browser.ComeBackAsync();

        Assert.Equal("/sign-in?refused=failed", await _browser.EndAsync(theirs));
        await AssertOutAsync(_browser);
    }

    [Fact]
    public async Task Answer_with_another_state_signs_nobody_in()
    {
        var callback = await _browser.ComeBackAsync();
        var query = System.Web.HttpUtility.ParseQueryString(callback.Query);
        query["state"] = query["state"] + "x";
        Assert.Equal("/sign-in?refused=failed", await _browser.EndAsync(new UriBuilder(callback) { Query = query.ToString() }.Uri));
        await AssertOutAsync(_browser);
    }

    [Fact]
    public async Task Answer_without_the_cookie_of_the_question_signs_nobody_in()
    {
        var callback = await _browser.ComeBackAsync();
        _browser.Forget("Nonce");
        Assert.Equal("/sign-in?refused=failed", await _browser.EndAsync(callback));
    }

    [Fact]
    public async Task Person_without_a_mapped_role_is_told_so_and_not_added()
    {
        _provider.Person.RemoveAll(claim => claim == ("roles", "floor-lead"));
        Assert.Equal("/sign-in?refused=no-role", await _browser.SignInAsync());
        await AssertOutAsync(_browser);
        Assert.DoesNotContain("Ingrid", await _server.Admin.GetStringAsync("/api/v1/admin/people", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_person_is_told_so_and_is_out_where_they_are_in()
    {
        await _browser.SignInAsync();
        var id = (await MeAsync(_browser)).GetProperty("id").GetString();
        await _server.Admin.PostJsonAsync($"/api/v1/admin/people/{id}/disable", new { });

        await AssertOutAsync(_browser);
        Assert.Equal("/sign-in?refused=disabled", await _browser.SignInAsync());
        await AssertOutAsync(_browser);
    }

    [Fact]
    public async Task Agent_without_an_agent_id_or_with_anothers_is_told_so()
    {
        _provider.Person.RemoveAll(claim => claim.Type == "roles");
        _provider.Person.Add(("roles", "cc-agent"));
        Assert.Equal("/sign-in?refused=no-agent", await _browser.SignInAsync());

        await _server.Admin.PostJsonAsync("/api/v1/admin/people", new { name = "Sam", role = "agent", agentId = "a-7" });
        _provider.Person.Add(("employee", "a-7"));
        Assert.Equal("/sign-in?refused=no-agent", await _browser.SignInAsync());
    }

    [Fact]
    public async Task Where_people_are_only_matched_nobody_else_comes_in_and_their_role_stays()
    {
        await using var server = await StartAsync();
        using var browser = new Traveller(server);
        Assert.Equal("/sign-in?refused=unknown", await browser.SignInAsync());

        var person = await server.Admin.PostJsonAsync("/api/v1/admin/people", new { name = "Ingrid", role = "qa" });
        await server.Admin.PostJsonAsync($"/api/v1/admin/people/{person.GetProperty("id").GetString()}/subject", new { subject = "sub-1" });

        Assert.Equal("/review", await browser.SignInAsync());
        Assert.Equal("qa", (await MeAsync(browser)).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Provider_that_is_away_is_told_of_and_the_links_still_sign_in()
    {
        using var quiet = new QuietPort();
        await using var server = await TestServer.StartAsync($"SignIn:OpenIdConnect:Authority={quiet.Address}", "SignIn:OpenIdConnect:ClientId=x");
        using var answer = await server.Anonymous.GetAsync("/sign-in/oidc", Stop);
        Assert.Equal("/sign-in?refused=unreachable", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await (await server.SignInAsync(RosterStore.FirstAdministrator)).Http.GetAsync("/api/v1/me", Stop)).StatusCode);
    }

    [Fact]
    public async Task Sign_in_page_learns_of_the_button_where_a_provider_is_configured_alone()
    {
        await using var without = await TestServer.StartAsync();
        var with = await _server.Anonymous.GetFromJsonAsync<JsonElement>("/api/v1/sign-in", Stop);
        Assert.Equal("/sign-in/oidc", with.GetProperty("openId").GetProperty("href").GetString());
        Assert.Equal(JsonValueKind.Null, (await without.Anonymous.GetFromJsonAsync<JsonElement>("/api/v1/sign-in", Stop)).GetProperty("openId").ValueKind);
        using var answer = await without.Anonymous.GetAsync("/sign-in/oidc", Stop);
        Assert.Equal("/sign-in?refused=unconfigured", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Sign_out_ends_here_and_leads_to_the_providers_own()
    {
        await _browser.SignInAsync();
        using var answer = await _browser.SendAsync(HttpMethod.Post, "/sign-out");
        var location = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("location").GetString()!;

        await AssertOutAsync(_browser);
        Assert.StartsWith(_provider.Address + "end?", location, StringComparison.Ordinal);
        Assert.Contains("id_token_hint=", location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_in_ends_when_the_provider_has_to_be_asked_again()
    {
        var time = new ShiftedTime();
        await using var server = await TestServer.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time),
            [.. Settings("People=Create", "Roles:0:Claim=floor-lead", "Roles:0:Role=Supervisor", "SessionHours=8")]);
        using var browser = new Traveller(server);
        await browser.SignInAsync();

        time.Advance(TimeSpan.FromHours(7.5));
        await MeAsync(browser);
        time.Advance(TimeSpan.FromHours(1));
        await AssertOutAsync(browser);
    }

    [Theory]
    [InlineData("Authority=http://idp.example", "Authority")]
    [InlineData("ClientId=", "ClientId")]
    [InlineData("People=Create", "Roles")]
    [InlineData("ClientSecretFile=/nowhere/at/all", "ClientSecretFile")]
    public async Task Mistake_in_the_settings_refuses_the_start_by_name(string setting, string named)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(setting));
        Assert.Contains($"SignIn:OpenIdConnect:{named}:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Provider.ClientSecret, refusal.Message, StringComparison.Ordinal);
    }

    private static void Put(SecurityTokenDescriptor token, string claim, string? value)
    {
        token.Claims ??= new Dictionary<string, object>();
        token.Claims.Remove(claim);
        foreach (var one in token.Subject?.FindAll(claim).ToList() ?? [])
            token.Subject!.RemoveClaim(one);
        if (value is not null)
            token.Claims[claim] = value;
    }

    private Task<TestServer> StartAsync(params string[] settings) => TestServer.StartAsync([.. Settings(settings)]);

    private IEnumerable<string> Settings(params string[] settings) =>
        new[] { $"Authority={_provider.Address}", $"ClientId={Provider.Client}", $"ClientSecret={Provider.ClientSecret}" }
            .Concat(settings).Select(setting => "SignIn:OpenIdConnect:" + setting);

    private static async Task<JsonElement> MeAsync(Traveller browser)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private static async Task AssertOutAsync(Traveller browser)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, "/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
