using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>NDJSON over <c>POST /api/v1/events</c>: whatever is due by then, in one body.</summary>
internal sealed class HttpSender(HttpClient http, Uri server, string? key, TimeProvider time) : IEventSender
{
    private const int LargestBatch = 500;

    private static readonly MediaTypeHeaderValue Ndjson = new("application/x-ndjson");

    public async Task SendAllAsync(Outbox outbox, Tally tally, CancellationToken cancel)
    {
        while (await outbox.TakeAsync(LargestBatch, cancel) is { Count: > 0 } batch)
        {
            using var request = Request(batch);
            using var response = await http.SendAsync(request, cancel);
            tally.Sent += batch.Count;
            var answer = await ReadAsync(response, cancel);
            var wait = Judge(answer, batch, outbox, tally);
            if (wait)
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), time, cancel);
        }
    }

    private HttpRequestMessage Request(IReadOnlyList<ScriptEvent> batch)
    {
        var body = new ArrayBufferWriter<byte>();
        foreach (var played in batch)
        {
            body.Write(played.Json.Span);
            body.Write("\n"u8);
        }
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/events"))
        {
            Content = new ReadOnlyMemoryContent(body.WrittenMemory) { Headers = { ContentType = Ndjson } },
        };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (Parse(text) is { } answer && answer.ContainsKey("accepted"))
            return answer;
        if (response.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
            throw new RefusedException(Refusals.Explain(response.StatusCode, server));
        throw new HttpRequestException($"{server} answered {(int)response.StatusCode}.");
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <returns>Whether the server was too busy for some of it.</returns>
    private static bool Judge(JsonObject answer, IReadOnlyList<ScriptEvent> batch, Outbox outbox, Tally tally)
    {
        tally.Accepted += (long)(Wire.Number(answer, "accepted") ?? 0);
        tally.Duplicates += (long)(Wire.Number(answer, "duplicates") ?? 0);
        var refused = (answer["rejected"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .ToDictionary(line => (int)(Wire.Number(line, "line") ?? 0), Answer.Read);
        var busy = false;
        // The batch is the whole of what was sent, in order: the answers name lines, not events.
        for (var line = 1; line <= batch.Count; line++)
        {
            if (refused.GetValueOrDefault(line) is not { } refusal)
            {
                outbox.Answered(key: null);
            }
            else if (refusal.IsBusy)
            {
                outbox.Again(key: null);
                busy = true;
            }
            else if (outbox.Answered(key: null) is { } answered)
            {
                tally.Reject(new Refusal(answered.Line, refusal.Code ?? "unknown", refusal.Member, refusal.Message ?? ""));
            }
        }
        return busy;
    }
}
