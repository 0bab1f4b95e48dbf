using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Hosting;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>What tests send: events on the public way in, and acts as JSON.</summary>
internal static class Sending
{
    /// <summary>Lines as they stand, with the administrator's key; what the server made of them is for the test to judge.</summary>
    public static Task<IngestReply> PostAsync(this TestServer server, params string[] lines) => server.Admin.PostLinesAsync(lines);

    public static Task<IngestReply> PostLinesAsync(this HttpClient source, params string[] lines) =>
        source.PostLinesAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static async Task<IngestReply> PostLinesAsync(this HttpClient source, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await source.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);
        return await IngestReply.ReadAsync(response);
    }

    /// <summary>Sends events and expects every one to be taken.</summary>
    public static async Task SendEventsAsync(this HttpClient source, params object[] events)
    {
        var reply = await source.PostLinesAsync([.. events.Select(one => JsonSerializer.Serialize(one, Json.Options))]);
        Assert.True(reply.Status == HttpStatusCode.OK, $"events were answered {reply.Status} {reply.Code}: {string.Join(", ", reply.Rejected)}");
    }

    /// <summary>Posts JSON and expects it to be taken.</summary>
    public static async Task<JsonElement> PostJsonAsync(this HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path} was answered {(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }
}
