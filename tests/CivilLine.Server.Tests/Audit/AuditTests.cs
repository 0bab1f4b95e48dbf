using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Audit;
using CivilLine.Cli.Admin;
using CivilLine.Evidence;
using CivilLine.Security;
using CivilLine.Server.Tests.Cli;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly string _data = TestServer.NewFolder();
    private TestServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Record => Path.Combine(_data, "audit.ndjson");

    private string Head => Path.Combine(_data, "audit-head");

    public async ValueTask InitializeAsync() => _server = await TestServer.StartOnAsync(_data);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Who_opened_which_call_is_on_the_disk_before_they_see_it()
    {
        await CallAsync("au-1");
        var priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");

        Assert.Equal(HttpStatusCode.OK, (await priya.Http.GetAsync("/api/v1/calls/au-1", Stop)).StatusCode);

        var entry = Entries().Last();
        Assert.Equal("GET /api/v1/calls/{callId}", (string?)entry["what"]);
        Assert.Equal((priya.PersonId, "Priya", "supervisor", "cookie"), ((string?)entry["byId"], (string?)entry["by"], (string?)entry["role"], (string?)entry["how"]));
        Assert.Equal(("au-1", 200), ((string?)entry["of"]!["callId"], (int?)entry["status"]));
    }

    [Fact]
    public async Task Evidence_searches_matches_exports_and_live_looks_are_recorded_each()
    {
        await CallAsync("au-2");
        var quinn = await _server.SignInAsync("Quinn", Role.Qa, null, "billing");
        foreach (var path in new[] { "/api/v1/calls/au-2/evidence?format=json", "/api/v1/review/labels.ndjson" })
            Assert.Equal(HttpStatusCode.OK, (await quinn.Http.GetAsync(path, Stop)).StatusCode);
        // Who types a search asks again with every letter: within a minute it is one look.
        foreach (var path in new[] { "/api/v1/review/calls/search", "/api/v1/review/calls/search", "/api/v1/review/calls/au-2/matches" })
            await quinn.Http.PostJsonAsync(path, new { q = "useless" });
        await using var hub = _server.Hub("/hubs/live", cookie: quinn.Cookie);
        await hub.StartAsync(Stop);
        await hub.InvokeAsync<JsonElement>("Watch", "au-2", Stop);

        Assert.Equal(
            [
                "GET /api/v1/calls/{callId}/evidence", "GET /api/v1/review/labels.ndjson", "POST /api/v1/review/calls/search",
                "POST /api/v1/review/calls/{callId}/matches", "HUB LiveHub Watch",
            ],
            Of(quinn.PersonId).Select(entry => (string?)entry["what"]).Where(what => what != "signedIn"));
        Assert.Equal("au-2", (string?)Entries().Last()["of"]!["callId"]);
    }

    [Fact]
    public async Task Record_is_narrowed_to_an_act_and_to_a_time()
    {
        await CallAsync("au-9");
        await _server.Admin.GetAsync("/api/v1/calls/au-9", Stop);
        await _server.Admin.GetAsync("/api/v1/incidents", Stop);
        var of = Uri.EscapeDataString("GET /api/v1/calls/{callId}");

        var looks = await _server.GetAsync<JsonElement>($"/api/v1/admin/audit?what={of}");
        var entry = Assert.Single(looks.GetProperty("entries").EnumerateArray());
        var at = entry.GetProperty("at").GetDateTimeOffset();

        Assert.Equal("au-9", entry.GetProperty("of").GetProperty("callId").GetString());
        var found = await Task.WhenAll(
            FoundAsync(at, at.AddMilliseconds(1)), FoundAsync(at.AddMilliseconds(1), at.AddDays(1)), FoundAsync(at.AddDays(-1), at));
        Assert.Equal([1, 0, 0], found);

        async Task<int> FoundAsync(DateTimeOffset from, DateTimeOffset to) =>
            (await _server.GetAsync<JsonElement>($"/api/v1/admin/audit?what={of}&from={from:yyyy-MM-ddTHH:mm:ss.fffZ}&to={to:yyyy-MM-ddTHH:mm:ss.fffZ}"))
                .GetProperty("entries").GetArrayLength();
    }

    [Fact]
    public async Task No_word_of_any_call_and_none_that_was_searched_for_is_in_the_record()
    {
        await CallAsync("au-3");
        await _server.Admin.PostJsonAsync("/api/v1/review/calls/search", new { q = "useless" });
        await _server.Admin.GetAsync("/api/v1/review/calls?q=useless", Stop);
        await _server.Admin.GetAsync("/api/v1/calls/au-3", Stop);
        await _server.Admin.PostAsJsonAsync("/api/v1/calls/au-3/end", new { reason = "useless" }, Stop);
        Assert.DoesNotContain("useless", await File.ReadAllTextAsync(Record, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_refusals_and_sign_ins_are_recorded_with_what_was_answered()
    {
        await CallAsync("au-4");
        var sam = await _server.SignInAsync("Sam", Role.Agent, "a-8");
        await sam.Http.GetAsync("/api/v1/calls/au-4", Stop);
        await sam.Http.PostAsJsonAsync("/api/v1/admin/keys", new { name = "mine" }, Stop);
        await _server.Admin.PostAsJsonAsync("/api/v1/admin/keys", new { name = "pbx" }, Stop);

        Assert.Equal(
            [("signedIn", null), ("GET /api/v1/calls/{callId}", 404), ("POST /api/v1/admin/keys", 403)],
            Of(sam.PersonId).Select(entry => ((string?)entry["what"], (int?)entry["status"])));
        Assert.Equal(("POST /api/v1/admin/keys", 201), ((string?)Entries().Last()["what"], (int?)Entries().Last()["status"]));
    }

    [Fact]
    public async Task Same_look_within_a_minute_is_one_entry_and_an_act_is_one_each_time()
    {
        await CallAsync("au-5");
        var tom = await _server.SignInAsync("Tom", Role.Supervisor, null, "billing");
        for (var i = 0; i < 5; i++)
        {
            await tom.Http.GetAsync("/api/v1/calls/au-5", Stop);
            await tom.Http.PostAsJsonAsync("/api/v1/calls/au-5/respond", new { how = "listening" }, Stop);
        }
        var whats = Of(tom.PersonId).Select(entry => (string?)entry["what"]).ToList();
        Assert.InRange(whats.Count(what => what == "GET /api/v1/calls/{callId}"), 1, 2); // A minute may end meanwhile.
        Assert.Equal(5, whats.Count(what => what == "POST /api/v1/calls/{callId}/respond"));
    }

    [Fact]
    public async Task Everybody_who_looks_at_once_is_in_the_chain_and_the_chain_holds()
    {
        await CallAsync("au-6");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _server.Admin.GetAsync($"/api/v1/calls/au-6?team=t{i}", Stop)));
        var (head, faults) = AuditChain.Check(File.ReadLines(Record), AuditHead.Parse(await File.ReadAllTextAsync(Head, Stop))!);
        Assert.Empty(faults);
        Assert.Equal(200, Entries().Count(entry => (string?)entry["of"]?["callId"] == "au-6" && (string?)entry["what"] == "GET /api/v1/calls/{callId}"));
        Assert.Equal(head, AuditHead.Parse(await File.ReadAllTextAsync(Head, Stop)));
    }

    [Fact]
    public async Task Where_it_cannot_be_recorded_nothing_is_shown_until_it_can()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_data, "another-disk"));
        await using var server = await TestServer.StartAsync($"Audit:HeadFile={Path.Combine(elsewhere.FullName, "head")}");
        await server.PostAsync(Lines.Started("au-7"), Lines.Said("au-7", "u-1", "you useless cow"));
        Assert.Equal(HttpStatusCode.OK, (await server.Admin.GetAsync("/api/v1/calls/au-7", Stop)).StatusCode);

        elsewhere.Delete(recursive: true);
        using var first = await server.Admin.GetAsync("/api/v1/calls/au-7/audit", Stop);
        using var second = await server.Admin.GetAsync("/api/v1/calls/au-7/audit", Stop);
        var events = await server.PostAsync(Lines.Said("au-7", "u-5", "calls go on"));
        var ready = await server.Admin.GetStringAsync("/health/ready", Stop);
        elsewhere.Create();
        using var third = await server.Admin.GetAsync("/api/v1/calls/au-7/audit", Stop);

        foreach (var refused in new[] { first, second })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("not-recorded", (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        Assert.Equal(HttpStatusCode.OK, events.Status);
        Assert.Contains("cannot be recorded", ready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        var record = server.Services.GetRequiredService<AuditFile>();
        Assert.Empty(AuditChain.Check(record.Lines(), record.Head).Faults);
    }

    [Fact]
    public async Task Chain_goes_on_after_a_restart_and_after_a_line_that_was_half_written()
    {
        await _server.Admin.GetAsync("/api/v1/admin/people", Stop);
        await _server.DisposeAsync();
        await File.AppendAllTextAsync(Record, "{\"at\":\"2026-", Stop);

        _server = await TestServer.StartOnAsync(_data);
        await _server.Admin.GetAsync("/api/v1/admin/people", Stop);

        Assert.Empty(AuditChain.Check(File.ReadLines(Record), AuditHead.Parse(await File.ReadAllTextAsync(Head, Stop))!).Faults);
        Assert.Equal(2, Entries().Count(entry => (string?)entry["what"] == "serverStarted"));
    }

    [Fact]
    public async Task Record_that_was_cut_short_says_so_itself_from_the_next_start_on()
    {
        for (var i = 0; i < 4; i++)
            await _server.Admin.GetAsync($"/api/v1/calls/none-{i}", Stop);
        await _server.DisposeAsync();
        var lines = await File.ReadAllLinesAsync(Record, Stop);
        await File.WriteAllLinesAsync(Record, lines[..^2], Stop);

        _server = await TestServer.StartOnAsync(_data);
        await _server.Admin.GetAsync("/api/v1/admin/people", Stop);

        var found = Entries().Single(entry => (string?)entry["what"] == "recordFoundCutShort");
        Assert.StartsWith($"{lines.Length - 1} ", (string?)found["of"]!["written"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change", "its content was changed")]
    [InlineData("rehash", "it does not follow the one before")]
    [InlineData("delete", "1 before it missing")]
    [InlineData("swap", "missing")]
    [InlineData("truncate", "was cut off")]
    [InlineData("space", "it is not written as it was")]
    [InlineData("rebuild", "the chain was made anew")]
    public async Task Verify_finds_what_was_done_to_the_real_file(string how, string says)
    {
        for (var i = 0; i < 6; i++)
            await _server.Admin.GetAsync($"/api/v1/calls/none-{i}", Stop);
        await _server.DisposeAsync();
        var whole = await CommandRun.Of(AdminCommand.Create(), ["audit", "verify", Record, "--head-file", Head]);
        Assert.True(whole.Code == 0, whole.Errors);

        await File.WriteAllLinesAsync(Record, Tamper(await File.ReadAllLinesAsync(Record, Stop), how), Stop);

        var run = await CommandRun.Of(AdminCommand.Create(), ["audit", "verify", Record, "--head-file", Head]);
        Assert.Equal(1, run.Code);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        _server = await TestServer.StartOnAsync(_data);
    }

    [Fact]
    public async Task Export_is_the_chain_with_itself_in_it_and_is_the_administrators_alone()
    {
        var to = Path.Combine(_data, "export.ndjson");
        var run = await CommandRun.Of(AdminCommand.Create(), ["audit", "export", to, "--to", _server.Address.ToString(), "--data", KeyFolder()]);
        Assert.True(run.Code == 0, run.Errors);
        var (_, faults) = AuditChain.Check(await File.ReadAllLinesAsync(to, Stop));
        Assert.Empty(faults);
        Assert.Equal("GET /api/v1/admin/audit.ndjson", (string?)JsonNode.Parse((await File.ReadAllLinesAsync(to, Stop))[^1])!["what"]);

        var online = await CommandRun.Of(AdminCommand.Create(), ["audit", "verify", "--to", _server.Address.ToString(), "--data", KeyFolder(), "--head-file", Head]);
        Assert.True(online.Code == 0, online.Errors);
    }

    [Fact]
    public async Task Page_of_the_record_is_narrowed_by_person_and_call()
    {
        await CallAsync("au-8");
        var priya = await _server.SignInAsync("Priya", Role.Supervisor, null, "billing");
        await priya.Http.GetAsync("/api/v1/calls/au-8", Stop);
        await _server.Admin.GetAsync("/api/v1/calls/au-8", Stop);

        var hers = await _server.Admin.GetFromJsonAsync<JsonElement>($"/api/v1/admin/audit?callId=au-8&byId={priya.PersonId}", Stop);
        var all = await _server.Admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/audit?callId=au-8", Stop);

        Assert.Equal(priya.PersonId, Assert.Single(hers.GetProperty("entries").EnumerateArray()).GetProperty("byId").GetString());
        Assert.InRange(all.GetProperty("entries").GetArrayLength(), 2, 3); // The first reading of the record is in it by then, for its own callId.
        Assert.Equal(64, all.GetProperty("headHash").GetString()!.Length);
    }

    private static string[] Tamper(string[] lines, string how) => how switch
    {
        "change" => [.. lines.Select((line, i) => i == 3 ? line.Replace("none-", "other-", StringComparison.Ordinal) : line)],
        "rehash" => [.. lines.Select((line, i) => i == 3 ? Rehashed(line) : line)],
        "delete" => [.. lines[..3], .. lines[4..]],
        "swap" => [.. lines[..2], lines[3], lines[2], .. lines[4..]],
        "truncate" => lines[..^2],
        "space" => [.. lines.Select((line, i) => i == 3 ? line.Replace("\":", "\": ", StringComparison.Ordinal) : line)],
        _ => Rebuilt(lines),
    };

    /// <summary>By somebody who knows how the hash is made, and changes one line.</summary>
    private static string Rehashed(string line)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry["of"]!["callId"] = "other";
        var number = (long)entry["number"]!;
        var previous = (string)entry["previous"]!;
        foreach (var member in new[] { "number", "previous", "hash" })
            entry.Remove(member);
        return AuditChain.Next(new AuditHead(number - 1, previous), entry).Line;
    }

    /// <summary>By somebody who makes the whole chain anew without one of its entries.</summary>
    private static string[] Rebuilt(string[] lines)
    {
        var head = AuditHead.Empty;
        var made = new List<string>();
        foreach (var line in lines.Where((_, i) => i != 3).Append(lines[^1]))
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            foreach (var member in new[] { "number", "previous", "hash" })
                entry.Remove(member);
            (var next, head) = AuditChain.Next(head, entry);
            made.Add(next);
        }
        return [.. made];
    }

    private string KeyFolder()
    {
        var folder = Path.Combine(_data, "for-the-command");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "admin-key"), TestServer.AdminKey);
        return folder;
    }

    private List<JsonObject> Entries()
    {
        using var reader = new StreamReader(new FileStream(Record, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    private IEnumerable<JsonObject> Of(string personId) => Entries().Where(entry => (string?)entry["byId"] == personId);

    private async Task CallAsync(string callId)
    {
        var reply = await _server.PostAsync(
            Lines.Started(callId, "a-7", "billing"), Lines.Said(callId, "u-1", "you useless cow", startMs: 0, endMs: 900), Lines.Ended(callId));
        Assert.Equal(3, reply.Accepted);
    }
}
