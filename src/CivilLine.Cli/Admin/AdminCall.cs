using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Admin;

/// <summary>One POST to an administrator's endpoint, with what the server says against it told in its own words.</summary>
internal static class AdminCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static readonly Option<Uri> To = ServerAddress.Option(recursive: true);

    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "The server's data folder, which holds the administrator's key; else CIVILLINE_ADMIN_KEY, else CIVILLINE_DATA.",
        Recursive = true,
    };

    /// <param name="show">What of the answer is worth printing.</param>
    /// <returns>The exit code: 0, 1 where the server said no, 2 where it could not be asked.</returns>
    public static async Task<int> PostAsync(
        ParseResult parsed, string path, object body, Func<JsonObject, string> show, CancellationToken cancel)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var (key, missing) = AdminKey.Find(parsed.GetValue(Data), Environment.GetEnvironmentVariable);
        if (key is null)
        {
            await errors.WriteLineAsync(missing);
            return 2;
        }
        using var http = new HttpClient { BaseAddress = parsed.GetValue(To), Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var response = await http.PostAsJsonAsync($"/api/v1/admin/{path}", body, cancel);
            var answer = Parse(await response.Content.ReadAsStringAsync(cancel));
            if (response.IsSuccessStatusCode && answer is not null)
            {
                await output.WriteLineAsync(show(answer));
                return 0;
            }
            await errors.WriteLineAsync($"{(int)response.StatusCode}: {answer?["detail"] ?? response.ReasonPhrase}");
            return 1;
        }
        catch (HttpRequestException fault)
        {
            await errors.WriteLineAsync($"{http.BaseAddress} could not be asked: {fault.Message}");
            return 2;
        }
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
}
