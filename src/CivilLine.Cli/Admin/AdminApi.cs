using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Backups;

namespace CivilLine.Cli.Admin;

/// <summary>An administrator's endpoints of one server. What it says against a request is told in its own words.</summary>
internal sealed class AdminApi(HttpClient http, TextWriter output, TextWriter errors)
{
    public TextWriter Output => output;

    public TextWriter Errors => errors;

    /// <returns>The answer, an empty object where it has none; null where the server said no, which has been told.</returns>
    /// <exception cref="HttpRequestException">The server could not be asked.</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = Request(method, path, body);
        using var response = await http.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var answer = text.Length == 0 ? new JsonObject() : Parse(text);
        if (response.IsSuccessStatusCode && answer is not null)
            return answer;
        await errors.WriteLineAsync($"{(int)response.StatusCode}: {(answer as JsonObject)?["detail"] ?? response.ReasonPhrase}");
        return null;
    }

    /// <returns>How many lines came; null where the server said no or the file could not be written, which has been told.</returns>
    public async Task<int?> DownloadAsync(HttpMethod method, string path, object? body, FileInfo file, CancellationToken cancel)
    {
        using var request = Request(method, path, body);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode)
        {
            var told = Parse(await response.Content.ReadAsStringAsync(cancel)) as JsonObject;
            await errors.WriteLineAsync($"{(int)response.StatusCode}: {told?["detail"] ?? response.ReasonPhrase}");
            return null;
        }
        try
        {
            await using var to = new StreamWriter(OwnFiles.Create(file.FullName)) { NewLine = "\n" };
            using var from = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
            var lines = 0;
            for (; await from.ReadLineAsync(cancel) is { } line; lines++)
                await to.WriteLineAsync(line);
            return lines;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            await errors.WriteLineAsync($"{file} could not be written: {fault.Message}");
            return null;
        }
    }

    /// <returns>The lines of the answer, as they come; null where the server said no, which has been told.</returns>
    /// <exception cref="HttpRequestException">The server could not be asked.</exception>
    public async Task<IEnumerable<string>?> LinesAsync(string path, CancellationToken cancel)
    {
        var response = await http.GetAsync($"/api/v1/admin/{path}", HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.IsSuccessStatusCode)
            return Read(await response.Content.ReadAsStreamAsync(cancel));
        await errors.WriteLineAsync($"{(int)response.StatusCode}: {response.ReasonPhrase}");
        response.Dispose();
        return null;

        static IEnumerable<string> Read(Stream stream)
        {
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body) => new(method, $"/api/v1/admin/{path}")
    {
        Content = body is null ? null : JsonContent.Create(body),
    };

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
