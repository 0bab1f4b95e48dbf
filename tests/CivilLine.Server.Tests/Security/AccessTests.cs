using System.Reflection;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security;

public sealed class AccessTests(ServerFixture fixture)
{
    // Health, sign-in and static pages, which hold no data; vendors and Perspective's clients, who prove themselves in their own ways;
    // everything else asks who is there.
    private static readonly string[] Open =
    [
        "/", "/agent", "/review", "/review/{callId}", "/care", "/admin", "/operator", "/sign-in", "/sign-in/oidc", "/api/v1/sign-in", "/banner.js", "/health/live", "/health/ready",
        "/api/v1/sources/{source}", "/api/v1/sources/{source}/stream", "/api/v1/sources/{source}/tokens",
        "/v1alpha1/comments:analyze", "/v1alpha1/comments:suggestscore",
    ];

    [Fact]
    public async Task Every_endpoint_names_who_may_call_it_or_is_on_the_open_list()
    {
        var endpoints = fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);

        var open = endpoints.Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(one => "/" + one.RoutePattern.RawText!.TrimStart('/')).Distinct().Except(Open);
        Assert.Empty(open);

        var unruled = endpoints.Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is null
            && one.Metadata.GetMetadata<IAuthorizeData>() is null
            && one.Metadata.GetMetadata<AuthorizationPolicy>() is null);
        Assert.Empty(unruled.Select(one => one.RoutePattern.RawText));
    }

    [Fact]
    public void Every_hub_and_with_it_each_of_its_methods_names_who_may_call_it()
    {
        var hubs = typeof(Access).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Hub)) && !type.IsAbstract).ToList();
        Assert.Equal(2, hubs.Count);
        Assert.All(hubs, hub => Assert.NotNull(hub.GetCustomAttribute<AuthorizeAttribute>()?.Policy));
        Assert.All(hubs.SelectMany(hub => hub.GetMethods()), method => Assert.Null(method.GetCustomAttribute<AllowAnonymousAttribute>()));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("https://0.0.0.0:5080", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://*:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://10.1.2.3", true)]
    [InlineData("http://monitor.example:80", true)]
    public void Plain_http_is_for_this_machine_alone(string address, bool isOpen) =>
        Assert.Equal(isOpen, BindingCheck.IsOpen(address));

    [Fact]
    public async Task Server_refuses_to_start_on_a_network_without_tls_and_says_what_to_do()
    {
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => TestServer.StartAsync("urls=http://0.0.0.0:0"));
        Assert.Contains(BindingCheck.Option, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_that_are_not_ours()
    {
        foreach (var path in new[] { "/", "/health/live", "/api/v1/calls" })
        {
            var answer = await fixture.Server.Anonymous.GetAsync(path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }
}
