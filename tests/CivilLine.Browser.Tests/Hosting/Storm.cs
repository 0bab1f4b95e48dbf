using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>A source with many calls at once: everything that happens in a moment is one request, as a busy source sends it.</summary>
internal sealed class Storm(ServerProcess server, string team)
{
    public static string CallId(int call) => string.Create(CultureInfo.InvariantCulture, $"storm-{call:00}");

    public Task StartAsync(IEnumerable<int> calls) => SendAsync(calls.SelectMany(call => new object[]
    {
        new { type = "call-started", callId = CallId(call), agentId = $"a-s{call:00}", team, queue = "inbound" },
        Words(call, "u-1", "agent", "good morning how can i help"),
    }));

    /// <summary>Each caller insults their agent, who goes on: one confirmed alert a call.</summary>
    public Task BreakAsync(IEnumerable<int> calls) => SendAsync(calls.SelectMany(call => new object[]
    {
        Words(call, "u-2", "customer", "you are a useless idiot and you know it"),
        Words(call, "u-3", "agent", "let me see what i can do for you"),
    }));

    /// <summary>The ids of the alerts that the server holds of the team: the truth that a page has to show.</summary>
    public async Task<string[]> AlertsAsync()
    {
        var page = await server.Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/alerts?team={team}&limit=1000", UriKind.Relative));
        return [.. page.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()!).Order()];
    }

    /// <summary>How many incidents of the team stand where.</summary>
    public async Task<Dictionary<string, int>> WorkAsync()
    {
        var page = await server.Http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/incidents?team={team}&limit=1000", UriKind.Relative));
        return page.GetProperty("incidents").EnumerateArray()
            .CountBy(incident => incident.GetProperty("work").GetString()!)
            .ToDictionary();
    }

    private static object Words(int call, string utteranceId, string speaker, string text) =>
        new { callId = CallId(call), utteranceId, speaker, text };

    private async Task SendAsync(IEnumerable<object> events)
    {
        var lines = events.Select(one => JsonSerializer.Serialize(one)).ToArray();
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await server.Http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
        var tally = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(
            answer.IsSuccessStatusCode && tally.GetProperty("accepted").GetInt32() == lines.Length,
            $"team {team}: expected {lines.Length} events to be accepted, got {(int)answer.StatusCode} {tally}");
    }
}
