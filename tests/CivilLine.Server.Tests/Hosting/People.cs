using System.Net.Http.Json;
using CivilLine.Hosting;
using CivilLine.Security;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>Who comes to the server: sources with keys, people with browsers, pages on hubs.</summary>
internal static class People
{
    /// <summary>A new source's key.</summary>
    public static async Task<string> NewKeyAsync(this TestServer server, string name = "pbx") =>
        (await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name })).GetProperty("key").GetString()!;

    /// <summary>A new source's client.</summary>
    public static async Task<HttpClient> SourceAsync(this TestServer server, string name = "pbx") =>
        server.Client(await server.NewKeyAsync(name));

    /// <summary>Adds the person, and their teams where they are new, and signs them in as a browser does.</summary>
    public static async Task<Browser> SignInAsync(
        this TestServer server, string name, Role role, string? agentId = null, params string[] teams)
    {
        foreach (var team in teams)
            await server.Admin.PostAsJsonAsync("/api/v1/admin/teams", new { id = team, name = team }, TestContext.Current.CancellationToken);
        var person = await server.Admin.PostJsonAsync("/api/v1/admin/people", new { name, role = role.ToString(), agentId, teams });
        return await server.SignInAsync(person.GetProperty("id").GetString()!);
    }

    public static async Task<Browser> SignInAsync(this TestServer server, string personId)
    {
        var link = await server.Admin.PostJsonAsync($"/api/v1/admin/people/{personId}/link", new { });
        var token = new Uri(link.GetProperty("url").GetString()!).Query["?token=".Length..];
        using var form = new FormUrlEncodedContent([new("token", token)]);
        using var answer = await server.Anonymous.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var client = server.Client(null);
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Add("X-CivilLine", "1");
        return new Browser(personId, client, cookie);
    }

    public static HubConnection Hub(this TestServer server, string path, string? key = TestServer.AdminKey, string? cookie = null) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(server.Address, path), options =>
            {
                if (cookie is null)
                    options.AccessTokenProvider = () => Task.FromResult(key);
                else
                    options.Headers["Cookie"] = cookie;
            })
            .AddJsonProtocol(options => Json.Configure(options.PayloadSerializerOptions))
            .Build();
}

internal sealed record Browser(string PersonId, HttpClient Http, string Cookie);
