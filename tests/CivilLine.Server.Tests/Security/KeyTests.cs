using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Security;

public sealed class KeyTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Unknown_key_is_refused_with_what_to_send()
    {
        using var client = _server.Client("clk_nobody_ever_made_this_one");
        var answer = await client.GetAsync("/api/v1/calls");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("unauthenticated", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Sources_key_may_bring_events_but_not_read_alerts()
    {
        var source = await _server.SourceAsync();
        await source.SendEventsAsync(new { callId = "k-1", utteranceId = "u-1", text = "hello" });
        Assert.Equal(HttpStatusCode.Forbidden, (await source.GetAsync("/api/v1/alerts")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await source.GetAsync("/api/v1/admin/keys")).StatusCode);
    }

    [Fact]
    public async Task Revoked_key_is_out_with_the_next_request()
    {
        var made = await _server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "old" });
        using var source = _server.Client(made.GetProperty("key").GetString());
        await source.SendEventsAsync(new { callId = "k-2", utteranceId = "u-1", text = "hello" });

        await _server.Admin.PostJsonAsync($"/api/v1/admin/keys/{made.GetProperty("id").GetString()}/revoke", new { });

        var answer = await source.PostAsJsonAsync("/api/v1/events", new { callId = "k-2", utteranceId = "u-2", text = "more" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Key_is_shown_once_and_kept_as_a_hash_only()
    {
        var made = await _server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "pbx" });
        var key = made.GetProperty("key").GetString()!;
        Assert.StartsWith("clk_", key, StringComparison.Ordinal);

        var listed = await _server.Admin.GetStringAsync("/api/v1/admin/keys");

        Assert.DoesNotContain(key, listed, StringComparison.Ordinal);
        var kept = _server.Services.GetRequiredService<Roster>().FindKey(key)!;
        Assert.Equal(Secret.Hash(key), kept.Hash);
    }

    [Fact]
    public async Task Use_of_a_key_is_noted_to_the_minute()
    {
        var source = await _server.SourceAsync("noted");
        await source.SendEventsAsync(new { callId = "k-3", utteranceId = "u-1", text = "hello" });
        var keys = await _server.Admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/keys");
        var used = keys.EnumerateArray().Single(key => key.GetProperty("name").GetString() == "noted").GetProperty("lastUsedAt").GetDateTimeOffset();
        Assert.Equal(0, used.Second);
        Assert.InRange(used, TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow());
    }
}
