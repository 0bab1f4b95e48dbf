using System.Net;
using System.Text.Json;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>The answer to <c>POST /api/v1/events</c>.</summary>
internal sealed record IngestReply(
    HttpStatusCode Status, int Accepted, int Duplicates, IReadOnlyList<RejectedLine> Rejected, string? Code, TimeSpan? RetryAfter)
{
    public int Lines => Accepted + Duplicates + Rejected.Count;

    public static async Task<IngestReply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text.Length > 0 ? text : "{}");
        var root = json.RootElement;
        return new IngestReply(
            response.StatusCode,
            root.TryGetProperty("accepted", out var accepted) ? accepted.GetInt32() : 0,
            root.TryGetProperty("duplicates", out var duplicates) ? duplicates.GetInt32() : 0,
            root.TryGetProperty("rejected", out var rejected)
                ? JsonSerializer.Deserialize<RejectedLine[]>(rejected, JsonSerializerOptions.Web)!
                : [],
            root.TryGetProperty("code", out var code) ? code.GetString() : null,
            response.Headers.RetryAfter?.Delta);
    }
}

internal sealed record RejectedLine(int Line, string Code, string? Member, string Error);
