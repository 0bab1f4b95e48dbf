using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Privacy;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Privacy;

/// <summary>Calls to keep and to erase, and the questions that tests of both ask.</summary>
internal static class PrivacyDesk
{
    /// <summary>A call that is over.</summary>
    public static Task CallOverAsync(this HttpClient source, string callId, string text, string team = "billing", string? caller = null, string agentId = "a-7") =>
        source.SendEventsAsync(
            new { type = "call-started", callId, agentId, team, caller },
            new { callId, utteranceId = "u-1", speaker = "customer", text, startMs = 0, endMs = 1500 },
            new { callId, utteranceId = "u-2", speaker = "agent", text = "let me have a look", startMs = 2000, endMs = 3500 },
            new { type = "call-ended", callId, endedBy = "customer" });

    public static async Task<ErasureView> EraseAsync(this TestServer server, object asked) =>
        (await server.Admin.PostJsonAsync("/api/v1/admin/erase", asked)).Deserialize<ErasureView>(Json.Options)!;

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public static async Task<IReadOnlyList<string>> FoundAsync(this TestServer server, string words) =>
        [.. (await server.Admin.PostJsonAsync("/api/v1/review/calls/search", new { q = words })).GetProperty("calls").EnumerateArray()
            .Select(one => one.GetProperty("call").GetProperty("callId").GetString()!)];

    public static Task IndexedAsync(this TestServer server, string words, string callId) =>
        Eventually.Seen($"{words} in the index", () => server.FoundAsync(words), found => found.Contains(callId));

    /// <summary>The files of the folder's databases, their logs included, that have these bytes anywhere.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, string words)
    {
        var needle = Encoding.UTF8.GetBytes(words);
        return [.. Directory.EnumerateFiles(folder, "*.db*").Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            return buffer.ToArray().AsSpan().IndexOf(needle) >= 0;
        }).Select(file => Path.GetFileName(file))];
    }

    /// <summary>Resolves the call's incident, if it has one.</summary>
    public static async Task ResolveAsync(this TestServer server, string callId)
    {
        if ((await server.CallAsync(callId)).Incident is { } incident)
            await server.Admin.PostJsonAsync($"/api/v1/incidents/{incident.Id}/resolve", new { reason = "spoken to the agent" });
    }
}
