using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Admin;

/// <summary>Asks a running server with the administrator's key.</summary>
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
    public static Task<int> PostAsync(
        ParseResult parsed, string path, object body, Func<JsonObject, string> show, CancellationToken cancel) =>
        RunAsync(parsed, async api =>
        {
            if (await api.SendAsync(HttpMethod.Post, path, body, cancel) is not JsonObject answer)
                return 1;
            await api.Output.WriteLineAsync(show(answer));
            return 0;
        });

    /// <returns>What <paramref name="work"/> returns; 2 where there is no key or the server could not be asked.</returns>
    /// <param name="patience">How long one answer is waited for; 15 s where it is left out.</param>
    public static async Task<int> RunAsync(ParseResult parsed, Func<AdminApi, Task<int>> work, TimeSpan? patience = null)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var (key, missing) = AdminKey.Find(parsed.GetValue(Data), Environment.GetEnvironmentVariable);
        if (key is null)
        {
            await errors.WriteLineAsync(missing);
            return 2;
        }
        using var http = new HttpClient { BaseAddress = parsed.GetValue(To), Timeout = patience ?? Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            return await work(new AdminApi(http, output, errors));
        }
        catch (HttpRequestException fault)
        {
            await errors.WriteLineAsync($"{http.BaseAddress} could not be asked: {fault.Message}");
            return 2;
        }
    }
}
