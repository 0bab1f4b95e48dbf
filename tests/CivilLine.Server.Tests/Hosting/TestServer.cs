using System.Net.Http.Headers;
using CivilLine.Hosting;
using CivilLine.Scoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>The server itself, on a real socket and a real SQLite file of its own, with a scorer that tests can read.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string AdminKey = "clk_test_administrator_0123456789";

    private readonly WebApplication _app;
    private readonly bool _keepsData;

    private TestServer(WebApplication app, string data, bool keepsData)
    {
        (_app, Data, _keepsData) = (app, data, keepsData);
        Address = new Uri(Greeting.Address(app.Services.GetRequiredService<IServer>()));
        Admin = Client(AdminKey);
        Anonymous = Client(null);
    }

    public Uri Address { get; }

    public string Data { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Carries the administrator's key.</summary>
    public HttpClient Admin { get; }

    /// <summary>Carries nothing.</summary>
    public HttpClient Anonymous { get; }

    /// <param name="settings">Such as <c>Calls:TickMs=50</c>.</param>
    public static Task<TestServer> StartAsync(params string[] settings) => StartOnAsync(null, null, settings);

    public static Task<TestServer> StartAsync(Action<WebApplicationBuilder> configure, params string[] settings) =>
        StartOnAsync(null, configure, settings);

    /// <param name="data">A folder that outlives the server; null for one of its own.</param>
    public static async Task<TestServer> StartOnAsync(
        string? data, Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var folder = data ?? NewFolder();
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--CIVILLINE_DATA={folder}", $"--CIVILLINE_ADMIN_KEY={AdminKey}",
            "--Logging:LogLevel:Default=Error",
            // On a slow machine what a test sends at once is no flood: tests of floods set their own.
            "--Ingest:BurstMs=60000",
            .. settings.Select(setting => "--" + setting),
        ];
        var app = CivilLineServer.Create(args, builder =>
        {
            builder.Services.AddSingleton<IToxicityScorer, ScriptedScorer>();
            builder.Services.Remove(builder.Services.Single(one => one.ImplementationType == typeof(Greeting)));
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

    /// <summary>A client that follows no redirect and keeps no cookie: tests see what the server answered.</summary>
    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Anonymous.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (!_keepsData)
            Directory.Delete(Data, recursive: true);
    }
}
