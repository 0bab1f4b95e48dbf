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
    public async Task Rotated_key_goes_on_with_its_calls_while_both_secrets_are_good()
    {
        var (id, former) = await MakeAsync("rotated");
        using var before = _server.Client(former);
        await before.SendEventsAsync(new { callId = "k-4", utteranceId = "u-1", text = "hello" });

        var rotated = await _server.Admin.PostJsonAsync($"/api/v1/admin/keys/{id}/rotate", new { });
        using var after = _server.Client(rotated.GetProperty("key").GetString());
        await after.SendEventsAsync(new { callId = "k-4", utteranceId = "u-2", text = "more" });
        await before.SendEventsAsync(new { callId = "k-4", utteranceId = "u-3", text = "from where it has not been changed" });

        Assert.NotEqual(former, rotated.GetProperty("key").GetString());
        var listed = await ListedAsync(id);
        Assert.InRange(listed.GetProperty("formerUsedAt").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow());
        Assert.InRange(listed.GetProperty("formerUntil").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Former_secret_is_out_when_its_time_is_over()
    {
        var time = new ShiftedTime();
        await using var server = await TestServer.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time));
        var made = await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "pbx" });
        using var former = server.Client(made.GetProperty("key").GetString());
        await server.Admin.PostJsonAsync($"/api/v1/admin/keys/{made.GetProperty("id").GetString()}/rotate", new { overlapHours = 2 });

        Assert.Equal(HttpStatusCode.OK, (await former.PostLinesAsync(Lines.Started("k-5"))).Status);
        time.Advance(TimeSpan.FromHours(2.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await former.PostAsJsonAsync("/api/v1/events", new { })).StatusCode);
    }

    [Fact]
    public async Task Former_secret_is_out_at_once_where_it_is_rotated_without_overlap_or_revoked()
    {
        var (leaked, first) = await MakeAsync("leaked");
        var (revoked, second) = await MakeAsync("revoked");
        await _server.Admin.PostJsonAsync($"/api/v1/admin/keys/{leaked}/rotate", new { overlapHours = 0 });
        var rotated = await _server.Admin.PostJsonAsync($"/api/v1/admin/keys/{revoked}/rotate", new { });
        await _server.Admin.PostJsonAsync($"/api/v1/admin/keys/{revoked}/revoke", new { });

        foreach (var secret in new[] { first, second, rotated.GetProperty("key").GetString() })
        {
            using var client = _server.Client(secret);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/api/v1/events", new { })).StatusCode);
        }
    }

    [Fact]
    public async Task Rotated_key_is_good_after_a_restart_and_both_are_kept_as_hashes_only()
    {
        var data = TestServer.NewFolder();
        string former, next;
        await using (var server = await TestServer.StartOnAsync(data))
        {
            var made = await server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "pbx" });
            former = made.GetProperty("key").GetString()!;
            next = (await server.Admin.PostJsonAsync($"/api/v1/admin/keys/{made.GetProperty("id").GetString()}/rotate", new { })).GetProperty("key").GetString()!;
        }
        await using (var server = await TestServer.StartOnAsync(data))
            foreach (var secret in new[] { former, next })
            {
                using var client = server.Client(secret);
                await client.SendEventsAsync(new { callId = "k-6", utteranceId = "u-" + Secret.Hash(secret)[0], text = "hello" });
            }
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.DoesNotContain(former, text, StringComparison.Ordinal);
            Assert.DoesNotContain(next, text, StringComparison.Ordinal);
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Key_of_one_team_brings_no_calls_of_another()
    {
        await _server.Admin.PostAsJsonAsync("/api/v1/admin/teams", new { id = "k-north", name = "North" });
        foreach (var stranger in new[] { "k-nroth", null })
        {
            using var refused = await _server.Admin.PostAsJsonAsync("/api/v1/admin/keys", new { name = "north", teams = new[] { "k-north", stranger } });
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.StartsWith("'teams[1]' is the id of no team: there are ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        var made = await _server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name = "north", teams = new[] { "k-north" } });
        using var source = _server.Client(made.GetProperty("key").GetString());

        var own = await source.PostLinesAsync(Lines.Started("k-7", team: "k-north"), Lines.Said("k-7", "u-1", "hello"));
        var foreign = await source.PostLinesAsync(Lines.Started("k-8", team: "k-south"), Lines.Said("k-8", "u-1", "hello"));
        var moved = await source.PostLinesAsync(Lines.Started("k-7", team: "k-south"));

        Assert.Equal(2, own.Accepted);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
        Assert.All(foreign.Rejected, one => Assert.Equal(("forbidden", "team"), (one.Code, one.Member)));
        Assert.Equal(HttpStatusCode.Forbidden, moved.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Admin.GetAsync("/api/v1/calls/k-8")).StatusCode);
        Assert.Equal("k-north", (await _server.CallAsync("k-7")).Call.Team);
    }

    [Fact]
    public async Task Key_may_not_go_on_with_another_keys_call()
    {
        using var one = await _server.SourceAsync("one");
        using var other = await _server.SourceAsync("other");
        await one.SendEventsAsync(new { callId = "k-9", utteranceId = "u-1", text = "hello" });
        Assert.Equal(HttpStatusCode.Forbidden, (await other.PostLinesAsync(Lines.Said("k-9", "u-2", "mine now"))).Status);
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

    private async Task<(string Id, string Secret)> MakeAsync(string name)
    {
        var made = await _server.Admin.PostJsonAsync("/api/v1/admin/keys", new { name });
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }

    private async Task<JsonElement> ListedAsync(string id) =>
        (await _server.Admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/keys")).EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);
}
