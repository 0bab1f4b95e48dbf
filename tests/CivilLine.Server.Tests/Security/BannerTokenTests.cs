using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Time.Testing;
using Secret = CivilLine.Security.Secret;

namespace CivilLine.Server.Tests.Security;

public sealed class BannerTokenTests
{
    private const string Desk = "https://desk.example";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Roster _roster = new();
    private readonly BannerTokens _tokens;
    private readonly ApiKey _key = new() { Id = "key_1", Name = "desk", Kind = KeyKind.Banner, Hash = Secret.Hash("x") };

    public BannerTokenTests()
    {
        _tokens = new BannerTokens(new EphemeralDataProtectionProvider(), _roster, _time);
        _roster.Swap(RosterSnapshot.Of([], [], [_key]));
    }

    [Fact]
    public void Token_is_one_agent_and_no_more()
    {
        var viewer = Viewer.From(_tokens.Read(_tokens.Make("a-7", "key_1").Token, "Bearer")!);

        Assert.Equal(Role.Agent, viewer.Role);
        Assert.True(viewer.Sees("billing", "a-7"));
        Assert.False(viewer.Sees("billing", "a-8"));
    }

    [Fact]
    public void Token_is_renewed_until_the_shift_is_over_and_not_after()
    {
        var token = _tokens.Make("a-7", "key_1").Token;
        for (var ago = TimeSpan.Zero; ago < BannerTokens.Shift; ago += TimeSpan.FromMinutes(8))
        {
            _time.Advance(TimeSpan.FromMinutes(8));
            if (_tokens.Renew(_tokens.Read(token, "Bearer")!) is { } renewed)
                token = renewed.Token;
        }

        Assert.Null(_tokens.Renew(_tokens.Read(token, "Bearer")!));
        _time.Advance(BannerTokens.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Null(_tokens.Read(token, "Bearer"));
    }

    [Fact]
    public void Token_dies_with_the_key_that_lent_it()
    {
        var token = _tokens.Make("a-7", "key_1").Token;
        _key.RevokedAt = _time.GetUtcNow();
        Assert.Null(_tokens.Read(token, "Bearer"));
    }

    [Fact]
    public void Token_dies_with_the_agent_who_is_shut_out()
    {
        var token = _tokens.Make("a-7", "key_1").Token;
        var agent = new Person { Id = "p_1", Name = "Sam", AgentId = "a-7", DisabledAt = _time.GetUtcNow() };
        _roster.Swap(RosterSnapshot.Of([], [agent], [_key]));
        Assert.Null(_tokens.Read(token, "Bearer"));
    }

    [Fact]
    public async Task Key_for_banners_lends_tokens_and_brings_no_events()
    {
        await using var server = await TestServer.StartAsync();
        using var desk = await DeskAsync(server);

        var lent = await desk.PostJsonAsync("/api/v1/agents/a-7/banner-token", new { });
        using var events = await desk.PostAsync("/api/v1/events", new StringContent("{}"), TestContext.Current.CancellationToken);
        using var source = await server.SourceAsync();
        using var refused = await source.PostAsJsonAsync("/api/v1/agents/a-7/banner-token", new { }, TestContext.Current.CancellationToken);

        Assert.StartsWith(Secret.BannerTokenPrefix, lent.GetProperty("token").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, events.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Key_for_one_teams_banners_lends_no_token_for_another_teams_agent()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var (team, agent) in new[] { ("north", "a-7"), ("south", "a-8") })
        {
            await server.Admin.PostJsonAsync("/api/v1/admin/teams", new { id = team, name = team });
            await server.Admin.PostJsonAsync("/api/v1/admin/people", new { name = agent, role = "agent", agentId = agent, teams = new[] { team } });
        }
        var made = await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "desk", kind = "banner", teams = new[] { "north" } });
        using var desk = server.Client(made.GetProperty("key").GetString());

        await desk.PostJsonAsync("/api/v1/agents/a-7/banner-token", new { });
        foreach (var agent in new[] { "a-8", "a-nobody-added" })
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await desk.PostAsJsonAsync($"/api/v1/agents/{agent}/banner-token", new { }, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Token_follows_its_own_agents_calls_and_is_renewed_as_itself()
    {
        await using var server = await TestServer.StartAsync();
        using var desk = await DeskAsync(server);
        using var source = await server.SourceAsync();
        await source.SendEventsAsync(new { type = "call-started", callId = "own", agentId = "a-7" }, new { type = "call-started", callId = "other", agentId = "a-8" });
        var lent = await desk.PostJsonAsync("/api/v1/agents/a-7/banner-token", new { });
        using var agent = server.Client(lent.GetProperty("token").GetString());

        var renewed = await agent.PostJsonAsync("/api/v1/hub-token", new { });
        await using var hub = server.Hub("/hubs/agent", renewed.GetProperty("token").GetString());
        await hub.StartAsync(TestContext.Current.CancellationToken);

        var own = await Eventually.Seen(
            "the call to be live", () => hub.InvokeAsync<IReadOnlyList<CallView>>("Subscribe", null, TestContext.Current.CancellationToken), calls => calls.Count > 0);
        Assert.Equal("own", Assert.Single(own).CallId);
        await Assert.ThrowsAnyAsync<Exception>(() => hub.InvokeAsync<IReadOnlyList<CallView>>("Subscribe", "a-8", TestContext.Current.CancellationToken));
        Assert.StartsWith(Secret.BannerTokenPrefix, renewed.GetProperty("token").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Desk, "/hubs/agent/negotiate", true)]
    [InlineData(Desk, "/api/v1/calls/c-1/help", true)]
    [InlineData(Desk, "/api/v1/calls/c-1/respond", false)]
    [InlineData(Desk, "/api/v1/admin/people", false)]
    [InlineData("https://elsewhere.example", "/hubs/agent/negotiate", false)]
    public async Task Another_site_reaches_what_a_banner_needs_where_it_is_named_and_nothing_else(string origin, string path, bool allowed)
    {
        await using var server = await TestServer.StartAsync($"Security:Banner:Origins:0={Desk}");
        using var ask = new HttpRequestMessage(HttpMethod.Options, path);
        ask.Headers.Add("Origin", origin);
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        ask.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var answer = await server.Anonymous.SendAsync(ask, TestContext.Current.CancellationToken);

        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var named) && named.Single() == origin);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Cookie_from_another_site_opens_no_hub_even_where_its_banner_may()
    {
        await using var server = await TestServer.StartAsync($"Security:Banner:Origins:0={Desk}");
        var sam = await server.SignInAsync("Sam", Role.Agent, "a-7");
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/hubs/agent/negotiate?negotiateVersion=1");
        ask.Headers.Add("Origin", Desk);

        using var answer = await sam.Http.SendAsync(ask, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<HttpClient> DeskAsync(TestServer server)
    {
        var made = await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "desk", kind = "banner" });
        return server.Client(made.GetProperty("key").GetString());
    }
}
