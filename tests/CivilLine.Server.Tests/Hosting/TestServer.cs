using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Hosting;
using CivilLine.Scoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>The server itself, on a real socket and a real SQLite file of its own, with a scorer that tests can read.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string AdminKey = "clk_test_administrator_0123456789";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly bool _keepsData;

    private TestServer(WebApplication app, string data, bool keepsData)
    {
        (_app, Data, _keepsData) = (app, data, keepsData);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        Admin = Client(AdminKey);
    }

    public Uri Address { get; }

    public string Data { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Admin { get; }

    /// <param name="settings">Such as <c>Calls:TickMs=50</c>.</param>
    public static Task<TestServer> StartAsync(params string[] settings) => StartOnAsync(null, null, settings);

    /// <param name="data">A folder that outlives the server; null for one of its own.</param>
    public static async Task<TestServer> StartOnAsync(
        string? data, Action<WebApplicationBuilder>? configure, params string[] settings)
    {
        var folder = data ?? NewFolder();
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--CIVILLINE_DATA={folder}", $"--CIVILLINE_ADMIN_KEY={AdminKey}",
            "--Logging:LogLevel:Default=Error",
            .. settings.Select(setting => "--" + setting),
        ];
        var app = CivilLineServer.Create(args, builder =>
        {
            builder.Services.AddSingleton<IToxicityScorer, ScriptedScorer>();
            configure?.Invoke(builder);
        });
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            // What had started by then would go on in a folder that is gone.
            await app.DisposeAsync();
            throw;
        }

        return new TestServer(app, folder, data is not null);
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("civilline-test-").FullName;

    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A new source's key.</summary>
    public async Task<string> NewKeyAsync(string name = "source")
    {
        using var response = await Admin.PostAsJsonAsync(
            "/api/v1/admin/keys", new { name = $"{name}-{Guid.NewGuid():N}" }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var made = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return made.GetProperty("key").GetString()!;
    }

    public Task<IngestReply> PostAsync(params string[] lines) => PostAsync(Admin, lines);

    public static Task<IngestReply> PostAsync(HttpClient client, params string[] lines) =>
        PostAsync(client, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static async Task<IngestReply> PostAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await client.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);
        return await IngestReply.ReadAsync(response);
    }

    public async Task<T> GetAsync<T>(string path) =>
        await Admin.GetFromJsonAsync<T>(path, Json.Options, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"{path} answered null.");

    public async Task<IReadOnlyList<AlertView>> AlertsAsync(string callId) =>
        (await GetAsync<AlertPage>($"/api/v1/alerts?callId={callId}")).Alerts;

    public Task<CallDetail> CallAsync(string callId) => GetAsync<CallDetail>($"/api/v1/calls/{callId}");

    /// <summary>Asks again until the answer satisfies; the timeout's message says what was waited for and what was last seen.</summary>
    public static async Task<T> WaitAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> satisfies)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var seen = await ask();
            if (satisfies(seen))
                return seen;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}; last seen: {JsonSerializer.Serialize(seen, Json.Options)}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!_keepsData)
            Directory.Delete(Data, recursive: true);
    }
}
