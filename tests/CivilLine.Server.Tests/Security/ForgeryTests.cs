using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security;

/// <summary>What a page of another site can make a signed-in browser send.</summary>
public sealed partial class ForgeryTests(ServerFixture fixture)
{
    [Fact]
    public async Task Nothing_that_changes_something_is_done_for_a_cookie_alone()
    {
        var browser = await fixture.Server.SignInAsync(RosterStore.FirstAdministrator);
        browser.Http.DefaultRequestHeaders.Remove(ForgeryGuard.Header);
        var tried = 0;
        foreach (var (method, path) in Unsafe())
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}") };
            using var answer = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(($"{method} {path}", HttpStatusCode.Forbidden), ($"{method} {path}", answer.StatusCode));
            var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("forgery", problem.GetProperty("code").GetString());
            tried++;
        }
        Assert.True(tried > 30, $"only {tried} were tried");
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task Hub_is_not_negotiated_with_a_page_of_another_origin(string origin)
    {
        var browser = await fixture.Server.SignInAsync(RosterStore.FirstAdministrator);
        foreach (var hub in new[] { "/hubs/live", "/hubs/agent" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hub + "/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };
            using var answer = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/hubs/live")]
    [InlineData("/hubs/agent")]
    [InlineData("/api/v1/events/stream")]
    public async Task WebSocket_is_not_opened_for_a_page_of_another_origin(string path)
    {
        var browser = await fixture.Server.SignInAsync(RosterStore.FirstAdministrator);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Cookie", browser.Cookie);
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");

        var address = new UriBuilder(fixture.Server.Address) { Scheme = "ws", Path = path }.Uri;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Sign_in_is_not_taken_from_a_form_of_another_origin()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Headers = { { "Origin", "https://elsewhere.example" } } };
        request.Content = new FormUrlEncodedContent([new("token", "cll_x")]);
        using var answer = await fixture.Server.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>All that is there, except hubs, whose lock is the origin, and what takes no cookie.</summary>
    private IEnumerable<(string Method, string Path)> Unsafe() =>
        from endpoint in fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1")
        where !path.StartsWith("/hubs/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is not ("GET" or "HEAD" or "OPTIONS")
        select (method, path);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
