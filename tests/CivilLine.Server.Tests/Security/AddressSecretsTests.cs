using System.Collections.Concurrent;
using System.Net;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace CivilLine.Server.Tests.Security;

/// <summary>What may stand in an address, which every proxy and history keeps.</summary>
public sealed class AddressSecretsTests(ServerFixture fixture)
{
    [Fact]
    public async Task Hub_takes_a_short_lived_token_in_its_address_but_never_a_key()
    {
        var server = fixture.Server;
        var token = (await server.Admin.PostJsonAsync("/api/v1/hub-token", new { })).GetProperty("token").GetString();
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(server, $"access_token={token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(server, $"access_token={TestServer.AdminKey}"));
    }

    [Fact]
    public async Task Token_in_an_address_opens_hubs_alone()
    {
        var server = fixture.Server;
        var token = (await server.Admin.PostJsonAsync("/api/v1/hub-token", new { })).GetProperty("token").GetString();
        var answer = await server.Anonymous.GetAsync($"/api/v1/calls?access_token={token}");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Page_of_another_site_cannot_open_a_hub_with_the_browsers_cookie()
    {
        var server = fixture.Server;
        var browser = await server.SignInAsync(RosterStore.FirstAdministrator);
        browser.Http.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        var answer = await browser.Http.PostAsync("/hubs/live/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task No_token_reaches_a_log_however_much_is_logged()
    {
        const string mark = "zzsecretzz";
        using var logs = new Kept();
        await using var server = await TestServer.StartAsync(
            builder => builder.Logging.AddProvider(logs),
            "Logging:LogLevel:Default=Trace", "Logging:LogLevel:Microsoft=Trace",
            "Logging:LogLevel:Microsoft.AspNetCore=Trace", "Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
            "Logging:Console:LogLevel:Default=None");
        await server.Anonymous.GetAsync($"/sign-in?token={mark}");
        await NegotiateAsync(server, $"access_token=clt_{mark}");
        await server.Anonymous.PostAsync("/sign-in", new FormUrlEncodedContent([new("token", mark)]));
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(mark, StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> NegotiateAsync(TestServer server, string query) =>
        (await server.Anonymous.PostAsync($"/hubs/live/negotiate?negotiateVersion=1&{query}", null)).StatusCode;

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
