using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Hosting;
using CivilLine.Scoring;
using CivilLine.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Live;

/// <summary>The whole server on a port and in a data folder of its own, with people who sign in and hubs; only the model is scripted.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    public const string AdminKey = "clk_test_administrator_key_0123456789";

    private readonly WebApplication _app;
    private readonly string _data;
    private readonly bool _ownsData;

    private LiveServer(WebApplication app, string data, bool ownsData)
    {
        (_app, _data, _ownsData) = (app, data, ownsData);
        Address = new Uri(Greeting.Address(app.Services.GetRequiredService<IServer>()));
        Admin = Client(AdminKey);
        Anonymous = Client(null);
    }

    public Uri Address { get; }

    public HttpClient Admin { get; }

    public HttpClient Anonymous { get; }

    public string Data => _data;

    public IServiceProvider Services => _app.Services;

    /// <param name="data">A data folder that outlives this server; null for a new one that goes with it.</param>
    public static async Task<LiveServer> StartAsync(
        Action<WebApplicationBuilder>? configure = null, string? data = null, params string[] args)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("civilline-test-").FullName;
        var app = CivilLineServer.Create(
            ["--urls=http://127.0.0.1:0", $"--CIVILLINE_DATA={folder}", $"--CIVILLINE_ADMIN_KEY={AdminKey}", .. args],
            builder =>
            {
                builder.Services.AddSingleton<IToxicityScorer, PhraseScorer>();
                builder.Services.Remove(builder.Services.Single(one => one.ImplementationType == typeof(Greeting)));
                configure?.Invoke(builder);
            });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveServer(app, folder, data is null);
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A new source's client.</summary>
    public async Task<HttpClient> SourceAsync(string name = "pbx")
    {
        var made = await PostAsync(Admin, "/api/v1/admin/keys", new { name });
        return Client(made.GetProperty("key").GetString());
    }

    /// <summary>Adds the person, and their teams where they are new, and signs them in as a browser does.</summary>
    public async Task<Browser> SignInAsync(string name, Role role, string? agentId = null, params string[] teams)
    {
        foreach (var team in teams)
            await Admin.PostAsJsonAsync("/api/v1/admin/teams", new { id = team, name = team });
        var person = await PostAsync(Admin, "/api/v1/admin/people", new { name, role = role.ToString(), agentId, teams });
        return await SignInAsync(person.GetProperty("id").GetString()!);
    }

    public async Task<Browser> SignInAsync(string personId)
    {
        var link = await PostAsync(Admin, $"/api/v1/admin/people/{personId}/link", new { });
        var token = new Uri(link.GetProperty("url").GetString()!).Query["?token=".Length..];
        using var form = new FormUrlEncodedContent([new("token", token)]);
        var answer = await Anonymous.PostAsync("/sign-in", form);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var client = Client(null);
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Add("X-CivilLine", "1");
        return new Browser(personId, client, cookie);
    }

    public HubConnection Hub(string path, string? key = AdminKey, string? cookie = null) => new HubConnectionBuilder()
        .WithUrl(new Uri(Address, path), options =>
        {
            if (cookie is null)
                options.AccessTokenProvider = () => Task.FromResult(key);
            else
                options.Headers["Cookie"] = cookie;
        })
        .AddJsonProtocol(options => Json.Configure(options.PayloadSerializerOptions))
        .Build();

    public static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path} was answered {(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>Sends lines as NDJSON and expects every one to be taken.</summary>
    public static async Task SendAsync(HttpClient source, params object[] events)
    {
        var lines = string.Join('\n', events.Select(one => JsonSerializer.Serialize(one, Json.Options)));
        using var body = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        var answer = await source.PostAsync("/api/v1/events", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"events were answered {(int)answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Anonymous.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_ownsData)
            Directory.Delete(_data, recursive: true);
    }
}

internal sealed record Browser(string PersonId, HttpClient Http, string Cookie);
