using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Review.Search;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;

namespace CivilLine.Server.Tests.Review;

/// <summary>A server with two reviewers of the team "billing", one of another, and past calls to look at.</summary>
internal sealed class Reviewers : IAsyncDisposable
{
    private Reviewers(TestServer server) => Server = server;

    public TestServer Server { get; }

    public HttpClient Source { get; private set; } = null!;

    public HttpClient Quinn { get; private set; } = null!;

    public HttpClient Rosa { get; private set; } = null!;

    public HttpClient Elsewhere { get; private set; } = null!;

    public HttpClient Supervisor { get; private set; } = null!;

    public static async Task<Reviewers> StartAsync(
        Action<WebApplicationBuilder>? configure = null, string? data = null, params string[] settings)
    {
        var server = await TestServer.StartOnAsync(data, configure, settings);
        return new Reviewers(server)
        {
            Source = await server.SourceAsync(),
            Quinn = (await server.SignInAsync("Quinn", Role.Qa, null, "billing")).Http,
            Rosa = (await server.SignInAsync("Rosa", Role.Qa, null, "billing")).Http,
            Elsewhere = (await server.SignInAsync("Elsa", Role.Qa, null, "retention")).Http,
            Supervisor = (await server.SignInAsync("Priya", Role.Supervisor, null, "billing")).Http,
        };
    }

    /// <summary>A call of billing that is over: the customer's turns, each answered by the agent.</summary>
    public Task CallAsync(string callId, params string[] turns) => CallAsync(callId, "billing", turns);

    public Task CallAsync(string callId, string team, string[] turns) => Source.SendEventsAsync(
        [
            new { type = "call-started", callId, agentId = "a-7", team },
            .. turns.SelectMany((text, i) => new object[]
            {
                new { callId, utteranceId = $"u-{i}", speaker = "customer", text, startMs = i * 4000, endMs = (i * 4000) + 1500 },
                new { callId, utteranceId = $"a-{i}", speaker = "agent", text = "let me have a look at that for you now", startMs = (i * 4000) + 2000, endMs = (i * 4000) + 3500 },
            }),
            new { type = "call-ended", callId, endedBy = "customer" },
        ]);

    public static Task<JsonElement> LabelAsync(
        HttpClient who, string callId, string utteranceId, string[] categories, string target = "agent", string? severity = "serious") =>
        who.PostJsonAsync($"/api/v1/review/calls/{callId}/labels", Label(utteranceId, categories, target, severity));

    public static object Label(string? utteranceId, string[]? categories, string? target = "agent", string? severity = "serious", int? revision = 0) =>
        new { utteranceId, revision, categories, target, severity = categories is [] ? null : severity };

    public static async Task<T> GetAsync<T>(HttpClient who, string path)
    {
        using var answer = await who.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path} was answered {(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, Json.Options)!;
    }

    /// <summary>A search's answer; the question is written as an address writes it, and goes as a body.</summary>
    public static async Task<SearchPage> SearchAsync(HttpClient who, string query) =>
        (await who.PostJsonAsync("/api/v1/review/calls/search", SearchBody(query))).Deserialize<SearchPage>(Json.Options)!;

    public static Dictionary<string, object> SearchBody(string query) => QueryHelpers.ParseQuery(query).ToDictionary(
        one => one.Key, object (one) => one.Key switch
        {
            "limit" => int.Parse(one.Value.ToString(), CultureInfo.InvariantCulture),
            "live" => bool.Parse(one.Value.ToString()),
            _ => one.Value.ToString(),
        });

    public static async Task<CallMatches> MatchesAsync(HttpClient who, string callId, string q) =>
        (await who.PostJsonAsync($"/api/v1/review/calls/{callId}/matches", new { q })).Deserialize<CallMatches>(Json.Options)!;

    /// <summary>The status and the problem of a request that is refused.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Problem)> RefusedAsync(HttpClient who, string path, object body)
    {
        using var answer = await who.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Source, Quinn, Rosa, Elsewhere, Supervisor })
            client.Dispose();
        return Server.DisposeAsync();
    }
}
