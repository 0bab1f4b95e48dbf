using System.Net.Http.Headers;
using System.Text;

namespace CivilLine.Faults.Fuzz.Targets;

/// <summary>
/// A request to the whole server, over a socket, by its administrator: <c>METHOD PATH [TYPE]</c> and, below it, the body.
/// Whatever it is, the server answers, and not that it has failed.
/// </summary>
internal sealed class RestTarget(Func<CancellationToken, Task<HttpClient>> open) : FuzzTarget<RestTarget.Answer>("rest")
{
    private HttpClient? _http;

    public override bool IsSameTwice => false;

    // What is measured here is a client that waits.
    public override FuzzLimits Limits { get; } = new(5000, 1000, 64L << 20, 1 << 20);

    public override IReadOnlyList<string> Words { get; } =
    [
        "GET ", "POST ", "PUT ", "?limit=", "&after=", "?after=", "\"q\":", "&from=", "&team=", "%2f", "%00", "%ff", "..", "//", "?", "&", "=", "application/json", "application/x-ndjson", "text/csv",
    ];

    internal sealed record Answer(int Status, string? Type, string Body);

    public override async Task OpenAsync(CancellationToken cancel) => _http ??= await open(cancel);

    protected override Answer Take(byte[] input)
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var first = Encoding.UTF8.GetString(input, 0, end < 0 ? input.Length : end).Split(' ', 3);
        if (first.Length < 2 || !first[1].StartsWith('/') || !Uri.TryCreate(_http!.BaseAddress!.GetLeftPart(UriPartial.Authority) + first[1], UriKind.Absolute, out var address)
            || address.Authority != _http.BaseAddress.Authority || first[0].Length is 0 or > 10 || !first[0].All(char.IsAsciiLetterUpper))
            return new Answer(0, null, "");
        using var request = new HttpRequestMessage(new HttpMethod(first[0]), address);
        if (end >= 0)
        {
            request.Content = new ByteArrayContent(input, end + 1, input.Length - end - 1);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(first.Length > 2 ? first[2] : "application/json", out var type) ? type : null;
        }
        using var answer = _http.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, reader.ReadToEnd());
    }

    protected override void Judge(byte[] input, Answer read, Verdict verdict)
    {
        verdict.Holds(read.Status is < 500 or 503, $"fails with {read.Status}", read.Body[..Math.Min(read.Body.Length, 500)]);
        if (read.Status < 400)
            return;
        // SignalR has words of its own for those who speak it wrongly; Kestrel refuses what is no request without any.
        if (read.Type == "text/plain" && Encoding.UTF8.GetString(input).Contains("/hubs/", StringComparison.OrdinalIgnoreCase))
            return;
        verdict.Holds(read.Type is null or "application/problem+json" or "application/json", "a refusal that is no problem", $"{read.Status} {read.Type}: {read.Body[..Math.Min(read.Body.Length, 200)]}");
        if (read.Body.Length == 0)
            return;
        using var json = verdict.Json(Encoding.UTF8.GetBytes(read.Body), "a problem");
        if (read.Status is not (422 or 429))
            verdict.Refused(json?.RootElement.TryGetProperty("detail", out var detail) == true ? detail.GetString() : null);
    }
}
