using System.Net;
using System.Text.Json;
using CivilLine.Backups;
using CivilLine.Privacy;
using CivilLine.Security;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Review;
using CivilLine.Review;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Privacy;

public sealed class ErasureTests : IAsyncLifetime
{
    private readonly string _data = TestServer.NewFolder();
    private TestServer _server = null!;
    private HttpClient _source = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartOnAsync(_data);
        _source = await _server.SourceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Erased_call_is_nowhere_and_the_calls_beside_it_are_as_they_were()
    {
        await _source.CallOverAsync("c-1", "i will kill you zyzzyva");
        await _source.CallOverAsync("c-2", "i will kill you marmalade");
        await _server.Admin.PostJsonAsync("/api/v1/review/calls/c-1/labels", Reviewers.Label("u-1", ["threat"]));
        await _server.IndexedAsync("zyzzyva", "c-1");
        await _server.IndexedAsync("marmalade", "c-2");
        var before = await _server.CallAsync("c-2");

        var answer = await _server.EraseAsync(new { callId = "c-1", reason = "the caller asked for it" });

        var call = Assert.Single(answer.Calls);
        Assert.Equal((ErasureOutcome.Erased, 2, 1, 1), (call.Outcome, call.Rows!.Fragments, call.Rows.Alerts, call.Rows.Incidents));
        Assert.True(answer.Index, "the index did not follow");
        Assert.Equal(HttpStatusCode.NotFound, await _server.Admin.StatusAsync("/api/v1/calls/c-1"));
        Assert.Empty(await _server.AlertsAsync("c-1"));
        Assert.Empty(await _server.FoundAsync("zyzzyva"));
        Assert.DoesNotContain(StoredCalls.Dump(_data), row => row.Contains("c-1", StringComparison.Ordinal));
        Assert.Equal(JsonSerializer.Serialize(before.Fragments), JsonSerializer.Serialize((await _server.CallAsync("c-2")).Fragments));
        Assert.Equal(["c-2"], await _server.FoundAsync("marmalade"));
    }

    [Fact]
    public async Task Erased_words_are_in_no_byte_of_the_files()
    {
        await _source.CallOverAsync("c-1", "i will kill you zyzzyva");
        await _source.CallOverAsync("c-2", "marmalade");
        await _server.Admin.PostJsonAsync("/api/v1/review/calls/c-1/labels", Reviewers.Label("u-1", ["threat"]));
        await _server.IndexedAsync("zyzzyva", "c-1");
        Assert.NotEmpty(PrivacyDesk.FilesWith(_data, "zyzzyva"));

        await _server.EraseAsync(new { callId = "c-1", reason = "asked" });

        await Eventually.True(
            () => PrivacyDesk.FilesWith(_data, "zyzzyva").Count == 0, "the words to leave every file",
            () => string.Join(", ", PrivacyDesk.FilesWith(_data, "zyzzyva")));
        Assert.NotEmpty(PrivacyDesk.FilesWith(_data, "marmalade"));
    }

    [Fact]
    public async Task Words_of_an_erased_call_that_are_sent_again_do_not_raise_it_also_after_a_restart()
    {
        await _source.CallOverAsync("c-1", "i will kill you");
        await _server.EraseAsync(new { callId = "c-1", reason = "asked" });

        var again = await _server.PostAsync(Lines.Said("c-1", "u-1", "i will kill you"), Lines.Said("c-2", "u-1", "hello"));

        Assert.Equal((1, 1), (again.Accepted, again.Rejected.Count));
        Assert.Equal("erased", again.Rejected[0].Code);
        await RestartAsync();
        Assert.Equal("erased", (await _server.PostAsync(Lines.Said("c-1", "u-9", "more of it"))).Rejected[0].Code);
        Assert.Equal(HttpStatusCode.NotFound, await _server.Admin.StatusAsync("/api/v1/calls/c-1"));
        var secondTime = await _server.EraseAsync(new { callId = "c-1", reason = "asked again" });
        Assert.Equal(ErasureOutcome.ErasedBefore, secondTime.Calls[0].Outcome);
    }

    [Fact]
    public async Task Numbers_given_do_not_go_back_when_the_newest_call_was_erased_before_a_restart()
    {
        await _source.CallOverAsync("c-1", "i will kill you");
        await _source.CallOverAsync("c-2", "i will kill you too");
        await _server.IndexedAsync("too", "c-2");
        var last = (await _server.AlertsAsync("c-2"))[0].Version;
        await _server.EraseAsync(new { callId = "c-2", reason = "asked" });
        await RestartAsync();

        await _source.CallOverAsync("c-3", "i will kill you gooseberry");

        Assert.True((await _server.AlertsAsync("c-3"))[0].Version > last, "a version was given twice");
        await _server.IndexedAsync("gooseberry", "c-3");
    }

    [Fact]
    public async Task Every_call_of_a_caller_goes_but_those_that_go_on_or_are_held()
    {
        await _source.CallOverAsync("c-1", "first", caller: "hash-1");
        await _source.CallOverAsync("c-2", "second", caller: "hash-1");
        await _source.CallOverAsync("c-3", "held", caller: "hash-1");
        await _source.SendEventsAsync(
            new { type = "call-started", callId = "c-4", agentId = "a-7", team = "billing", caller = "hash-1" },
            new { callId = "c-4", utteranceId = "u-1", speaker = "customer", text = "live" });
        await _source.CallOverAsync("c-5", "another's", caller: "hash-2");
        await _server.Admin.PostJsonAsync("/api/v1/admin/holds", new { callId = "c-3", reason = "a court asks" });

        var answer = await _server.EraseAsync(new { caller = "hash-1", reason = "asked" });

        Assert.Equal(
            [("c-1", ErasureOutcome.Erased), ("c-2", ErasureOutcome.Erased), ("c-3", ErasureOutcome.Held), ("c-4", ErasureOutcome.Live)],
            answer.Calls.Select(call => (call.CallId, call.Outcome)));
        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            await Task.WhenAll(Enumerable.Range(1, 5).Select(i => _server.Admin.StatusAsync($"/api/v1/calls/c-{i}"))));
    }

    [Fact]
    public async Task Dry_run_says_what_would_go_and_erases_nothing()
    {
        await _source.CallOverAsync("c-1", "first", caller: "hash-1");

        var answer = await _server.EraseAsync(new { caller = "hash-1", reason = "asked", dryRun = true });

        Assert.Equal(ErasureOutcome.WouldErase, Assert.Single(answer.Calls).Outcome);
        Assert.Equal(2, (await _server.CallAsync("c-1")).Fragments.Count);
    }

    [Fact]
    public async Task Answer_names_the_backups_and_exports_that_hold_the_call_still()
    {
        BackupsMade.Note(_data, new BackupMade(TimeProvider.System.GetUtcNow().AddDays(-1), "/srv/before-the-call.backup"));
        await _source.CallOverAsync("c-1", "first");
        BackupsMade.Note(_data, new BackupMade(TimeProvider.System.GetUtcNow(), "/srv/after-it.backup"));
        Assert.Equal(HttpStatusCode.OK, await _server.Admin.StatusAsync("/api/v1/calls/c-1/evidence?format=json"));

        var answer = await _server.EraseAsync(new { callId = "c-1", reason = "asked" });

        Assert.Equal(["/srv/after-it.backup"], answer.Backups.Select(one => one.File));
        Assert.Equal(["evidenceExported"], answer.Exports.Select(one => one.Kind));
    }

    [Fact]
    public async Task Restored_backup_does_not_bring_erased_calls_back_nor_lift_holds_nor_set_cursors_back()
    {
        await _source.CallOverAsync("c-1", "i will kill you zyzzyva");
        await _source.CallOverAsync("c-2", "hello");
        var backup = Path.Combine(_data, "one.backup");
        BackupWriter.Write(_data, backup, withKeys: true, TimeProvider.System.GetUtcNow());
        await _server.EraseAsync(new { callId = "c-1", reason = "asked" });
        await _server.Admin.PostJsonAsync("/api/v1/admin/holds", new { callId = "c-2", reason = "a court asks" });
        await _source.CallOverAsync("c-3", "i will kill you");
        var last = (await _server.AlertsAsync("c-3"))[0].Version;

        await RestartAsync(() => Restorer.Restore(backup, _data, TimeProvider.System.GetUtcNow()));

        Assert.Equal(HttpStatusCode.NotFound, await _server.Admin.StatusAsync("/api/v1/calls/c-3"));
        await Eventually.Seen("c-1 to go", () => _server.Admin.StatusAsync("/api/v1/calls/c-1"), status => status == HttpStatusCode.NotFound);
        Assert.Equal("erased", (await _server.PostAsync(Lines.Said("c-1", "u-1", "again"))).Rejected[0].Code);
        Assert.Equal(ErasureOutcome.Held, (await _server.EraseAsync(new { callId = "c-2", reason = "asked" })).Calls[0].Outcome);
        await _source.CallOverAsync("c-4", "i will kill you");
        Assert.True((await _server.AlertsAsync("c-4"))[0].Version > last, "a version was given twice");
        Directory.Delete(Directory.GetDirectories(_data, "replaced-*").Single(), recursive: true);
        await Eventually.True(() => PrivacyDesk.FilesWith(_data, "zyzzyva").Count == 0, "the words to leave every file");
    }

    [Fact]
    public async Task Erasure_is_in_the_audit_with_who_and_why()
    {
        await _source.CallOverAsync("c-1", "first");

        await _server.EraseAsync(new { callId = "c-1", reason = "the caller asked for it" });

        var act = Assert.Single(_server.Services.GetRequiredService<ReviewActs>().Of("c-1"));
        Assert.Equal(("callErased", "the caller asked for it"), (act.Kind, act.Detail));
    }

    [Theory]
    [InlineData("""{"reason":"x"}""")]
    [InlineData("""{"callId":"c-1","caller":"h","reason":"x"}""")]
    [InlineData("""{"callId":"c-1"}""")]
    [InlineData("""{"callId":"c-1","reason":"a\nb"}""")]
    public async Task Question_that_is_not_clear_is_refused(string body)
    {
        await _source.CallOverAsync("c-1", "first");

        Assert.Equal(HttpStatusCode.BadRequest, await _server.Admin.StatusAsync("/api/v1/admin/erase", JsonElement.Parse(body)));
        Assert.Equal(2, (await _server.CallAsync("c-1")).Fragments.Count);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_erases_holds_exports_or_scans()
    {
        await _source.CallOverAsync("c-1", "first");
        var supervisor = (await _server.SignInAsync("Priya", Role.Supervisor, null, "billing")).Http;
        var reviewer = (await _server.SignInAsync("Quinn", Role.Qa, null, "billing")).Http;

        foreach (var who in (HttpClient[])[supervisor, reviewer, _source])
        {
            foreach (var path in (string[])["erase", "holds", "holds/lift", "export", "scan-redaction"])
                Assert.Equal(HttpStatusCode.Forbidden, await who.StatusAsync("/api/v1/admin/" + path, new { callId = "c-1", reason = "x" }));
            Assert.Equal(HttpStatusCode.Forbidden, await who.StatusAsync("/api/v1/admin/retention"));
        }
        Assert.Equal(2, (await _server.CallAsync("c-1")).Fragments.Count);
    }

    private async Task RestartAsync(Action? between = null)
    {
        var key = _source.DefaultRequestHeaders.Authorization!.Parameter!;
        await _server.DisposeAsync();
        between?.Invoke();
        _server = await TestServer.StartOnAsync(_data);
        _source = _server.Client(key);
    }
}
