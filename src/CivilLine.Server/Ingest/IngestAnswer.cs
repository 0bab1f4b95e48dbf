using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CivilLine.Ingest;

/// <summary>Why a body was not read to its end.</summary>
internal sealed record BodyStop(int Status, string Code, string Detail)
{
    public static readonly BodyStop TooLarge = new(
        StatusCodes.Status413PayloadTooLarge, "too-large",
        $"The body is larger than {EventRules.BodyBytes} bytes; send it in several.");

    public static readonly BodyStop TooSlow = new(
        StatusCodes.Status408RequestTimeout, "too-slow", "The body did not end in time; what is counted here is durable.");

    public static readonly BodyStop Stopping = new(
        StatusCodes.Status503ServiceUnavailable, "stopping", "The server stops; what is counted here is durable, send the rest again once it is back.");

    public static BodyStop TooManyRejected(int line, int limit) => new(
        StatusCodes.Status422UnprocessableEntity, "too-many-rejected",
        $"{limit} lines were rejected, so nothing after line {line} was read.");
}

/// <summary>The shape of the answer as the API's description shows it; <see cref="IngestAnswer"/> writes it as it goes.</summary>
internal sealed record EventsAnswer(int Accepted, int Duplicates, IReadOnlyList<RejectedLine> Rejected);

/// <summary>The answer to <c>POST /api/v1/events</c>; a problem with the same members where the body was not read to its end.</summary>
internal static class IngestAnswer
{
    // The messages quote with apostrophes, and no browser takes this answer for a page.
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FlushBytes = 64 * 1024;

    /// <param name="status">In place of what the tally would be answered with.</param>
    public static async Task WriteAsync(
        HttpContext context, IngestTally tally, BodyStop? stop, int retryAfterSeconds, int? status = null)
    {
        var response = context.Response;
        response.StatusCode = status ?? stop?.Status ?? Status(tally);
        response.ContentType = stop is null ? "application/json" : "application/problem+json";
        if (tally.IsBusy || stop == BodyStop.Stopping)
            response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        json.WriteStartObject();
        if (stop is not null)
        {
            json.WriteNumber("status", stop.Status);
            json.WriteString("code", stop.Code);
            json.WriteString("detail", stop.Detail);
        }
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("duplicates", tally.Duplicates);
        json.WriteStartArray("rejected");
        foreach (var line in tally.Rejected)
        {
            Write(json, line);
            if (json.BytesPending > FlushBytes)
                await json.FlushAsync(context.RequestAborted);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int Status(IngestTally tally) => tally switch
    {
        { IsBusy: true } => StatusCodes.Status429TooManyRequests,
        { IsAllForbidden: true } => StatusCodes.Status403Forbidden,
        { RejectedCount: > 0 } => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status200OK,
    };

    internal static void Write(Utf8JsonWriter json, in RejectedLine line)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Line);
        json.WriteString("code", line.Code);
        json.WriteString("member", line.Member);
        json.WriteString("error", line.Error);
        json.WriteEndObject();
    }
}
