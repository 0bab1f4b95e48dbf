using System.Net;
using System.Net.WebSockets;
using System.Text;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>An endpoint of the running server: what <c>access.md</c> calls it, and how it is knocked at.</summary>
/// <param name="What">Such as <c>GET /api/v1/calls/{callId}</c>; WS for a socket.</param>
/// <param name="Path">The route with its parameters, each without its constraint.</param>
internal sealed record Door(string What, string Method, string Path)
{
    public bool IsSocket => Method == "WS";

    /// <summary>Every endpoint that the server routes to, by its own account.</summary>
    public static IReadOnlyList<Door> All(TestServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(Of).DistinctBy(door => door.What).OrderBy(door => door.What, StringComparer.Ordinal),
    ];

    /// <returns>What is answered: a status, 101 for a socket that was opened.</returns>
    public async Task<(int Status, string Body)> KnockAsync(TestServer server, Someone who, string address, string? body)
    {
        if (IsSocket)
            return (await OpenAsync(server, who, address), "");
        using var ask = new HttpRequestMessage(new HttpMethod(Method), address);
        // /metrics is open to this machine; what is behind a proxy has to say who it is.
        if (Path == "/metrics")
            ask.Headers.Add("X-Forwarded-For", "203.0.113.9");
        if (Method is not ("GET" or "HEAD"))
            ask.Content = Path == "/sign-in"
                ? new FormUrlEncodedContent([new("token", "cll_nobody_made_this_one")])
                : new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        using var answer = await who.Http.SendAsync(ask, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<Door> Of(RouteEndpoint endpoint)
    {
        var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => throw new NotSupportedException($"No rule knows how to read {endpoint.RoutePattern.RawText}."),
        }))));
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
            ?? [path.EndsWith("/stream", StringComparison.Ordinal) ? "WS" : path.EndsWith("/negotiate", StringComparison.Ordinal) ? "POST" : "GET"];
        return methods.Where(method => method != "OPTIONS").Select(method => new Door($"{method} {path}", method, path));
    }

    private static async Task<int> OpenAsync(TestServer server, Someone who, string address)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (who.Key is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {who.Key}");
        if (who.Cookie is not null)
            socket.Options.SetRequestHeader("Cookie", who.Cookie);
        try
        {
            await socket.ConnectAsync(
                new UriBuilder(new Uri(server.Address, address)) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
            socket.Abort();
            return (int)HttpStatusCode.SwitchingProtocols;
        }
        catch (WebSocketException) when (socket.HttpStatusCode != 0)
        {
            return (int)socket.HttpStatusCode;
        }
    }
}
