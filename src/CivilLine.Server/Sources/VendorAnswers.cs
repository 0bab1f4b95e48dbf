using System.Text.Json;
using CivilLine.Ingest;
using CivilLine.Security;

namespace CivilLine.Sources;

/// <summary>
/// Answers as the vendor's sender reads them. What cannot be read now cannot be read later, so senders that repeat whatever
/// was not answered with success are told that it arrived, with what was wrong in the answer; it is counted either way.
/// <list type="bullet">
/// <item>Firehose takes only 200 with its own shape, and repeats anything else for as long as it is told to, and then
/// puts it into its bucket; 413 it does not repeat.</item>
/// <item>Pub/Sub push repeats whatever is not 102, 200, 201, 202 or 204, for up to 7 days, slower and slower.</item>
/// <item>Deepgram repeats a callback that was not answered with 2xx up to 10 times, 30 s apart.</item>
/// <item>EventBridge (Genesys, Connect) waits 5 s, repeats 401, 407, 409, 429 and 5xx for up to 24 h, obeys
/// <c>Retry-After</c>, and gives up on other 4xx.</item>
/// <item>Twilio repeats nothing, and shows what was not 2xx in its debugger.</item>
/// </list>
/// </summary>
internal static class VendorAnswers
{
    public const string FirehoseRequest = "X-Amz-Firehose-Request-Id";

    private static readonly HashSet<string> RepeatWhateverFails = new(StringComparer.Ordinal) { "deepgram", "google-agent-assist" };

    public static Task WriteAsync(
        HttpContext context, SourceOptions source, IngestTally tally, int retryAfterSeconds, TimeProvider time)
    {
        if (IsFirehose(context.Request))
            return FirehoseAsync(
                context, tally.IsBusy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
                tally.IsBusy ? "Busy: send it again." : null, time);
        var settled = !tally.IsBusy && RepeatWhateverFails.Contains(source.Format);
        return IngestAnswer.WriteAsync(context, tally, stop: null, retryAfterSeconds, settled ? StatusCodes.Status200OK : null);
    }

    public static Task RefuseAsync(HttpContext context, int status, string code, string detail, TimeProvider time) =>
        IsFirehose(context.Request)
            ? FirehoseAsync(context, status, detail, time)
            : Problems.WriteAsync(context, status, code, detail);

    private static bool IsFirehose(HttpRequest request) => request.Headers.ContainsKey(FirehoseRequest);

    private static async Task FirehoseAsync(HttpContext context, int status, string? error, TimeProvider time)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("requestId", context.Request.Headers[FirehoseRequest].ToString());
        json.WriteNumber("timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        if (error is not null)
            json.WriteString("errorMessage", error);
        json.WriteEndObject();
    }
}
