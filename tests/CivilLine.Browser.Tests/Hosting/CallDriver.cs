using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CivilLine.Browser.Tests.Hosting;

/// <summary>A source that speaks one call into the public way in, one event a request, each durable before the next.</summary>
public sealed class CallDriver(ServerProcess server, string callId, string agentId, string team)
{
    private int _utterance;

    public string CallId => callId;

    public string AgentId => agentId;

    /// <param name="ago">How long the call has been going on already.</param>
    public Task StartAsync(TimeSpan ago = default) => SendAsync(
        new { type = "call-started", callId, agentId, team, queue = "inbound", startedAt = TimeProvider.System.GetUtcNow() - ago });

    public Task CustomerAsync(string text) => SayAsync("customer", text);

    public Task AgentAsync(string text) => SayAsync("agent", text);

    /// <summary>Words with the source's own times, in milliseconds from the call's start.</summary>
    public Task CustomerAsync(string text, long startMs, long endMs) =>
        SendAsync(new { callId, utteranceId = $"u-{++_utterance}", speaker = "customer", text, startMs, endMs });

    /// <summary>An utterance still being spoken; <see cref="FinishAsync"/> ends it.</summary>
    public Task InterimAsync(string text, int revision) => SendAsync(
        new { callId, utteranceId = $"u-{_utterance + 1}", revision, isFinal = false, speaker = "customer", text });

    public Task FinishAsync(string text, int revision) => SendAsync(
        new { callId, utteranceId = $"u-{++_utterance}", revision, speaker = "customer", text });

    public Task EndAsync(string endedBy, string reason) => SendAsync(new { type = "call-ended", callId, endedBy, reason });

    private Task SayAsync(string speaker, string text) =>
        SendAsync(new { callId, utteranceId = $"u-{++_utterance}", speaker, text });

    private async Task SendAsync(object e)
    {
        using var body = new StringContent(JsonSerializer.Serialize(e), Encoding.UTF8, "application/x-ndjson");
        using var answer = await server.Http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), body);
        var tally = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(
            answer.IsSuccessStatusCode && tally.GetProperty("accepted").GetInt32() == 1,
            $"call {callId}: expected the event to be accepted, got {(int)answer.StatusCode} {tally}");
    }
}
