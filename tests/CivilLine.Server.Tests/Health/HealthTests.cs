using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Store;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Health;

public sealed class HealthTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Ready_tells_everybody_whether_and_an_administrator_why()
    {
        // One of its own: calls that others left open there fall silent, and that is told as degraded.
        await using var server = await TestServer.StartAsync();

        var open = await server.Anonymous.GetFromJsonAsync<JsonElement>("/health/ready");
        Assert.Equal("healthy", open.GetProperty("status").GetString());
        Assert.False(open.TryGetProperty("checks", out _));

        var detailed = await server.Admin.GetFromJsonAsync<JsonElement>("/health/ready");
        Assert.Contains("scripted-1", detailed.GetProperty("checks").GetProperty("model").GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_whose_writer_stopped_lives_but_is_not_ready()
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<StoreWriter>().StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Anonymous.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Description_of_the_api_summarises_every_operation_and_names_both_ways_in()
    {
        var document = await _server.Admin.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => (path.Name, one.Value))).ToList();
        Assert.True(operations.Count > 20, $"only {operations.Count} operations are described");
        Assert.Empty(operations.Where(one => !one.Value.TryGetProperty("summary", out _)).Select(one => one.Name));
        var schemes = document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(one => one.Name);
        Assert.Equal(["Bearer", "Cookie"], schemes.Order());
    }

    [Fact]
    public async Task Description_of_the_api_says_that_events_come_as_ndjson()
    {
        var document = await _server.Admin.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var body = document.GetProperty("paths").GetProperty("/api/v1/events").GetProperty("post").GetProperty("requestBody");

        Assert.True(body.GetProperty("content").TryGetProperty("application/x-ndjson", out _), $"described as {body}");
    }
}
