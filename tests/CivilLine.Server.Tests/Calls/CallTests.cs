using System.Net;
using System.Text.Json;
using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Transcripts;

namespace CivilLine.Server.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public async Task A_call_goes_on_where_it_stood_when_the_server_is_started_again()
    {
        var data = TestServer.NewFolder();
        var call = Lines.NewCall();
        string[] lines = [Lines.Started(call, "a-1", "billing"), Lines.Said(call, "u-1", ScriptedScorer.Insult), Lines.Said(call, "u-2", "right")];
        CallDetail before;
        await using (var first = await TestServer.StartOnAsync(data, null))
        {
            await first.PostAsync(lines);
            before = await first.CallAsync(call);
        }

        await using var second = await TestServer.StartOnAsync(data, null);
        var again = await second.PostAsync([.. lines, Lines.Said(call, "u-3", ScriptedScorer.Threat), Lines.Ended(call)]);

        var after = await second.CallAsync(call);
        Assert.Equal((2, 3), (again.Accepted, again.Duplicates));
        Assert.Equal(before.Alerts.Select(alert => alert.Id), after.Alerts.Take(before.Alerts.Count).Select(alert => alert.Id));
        Assert.Equal(before.Alerts.Count + 1, after.Alerts.Count);
        Assert.True(after.Alerts[^1].Version > before.Alerts.Max(alert => alert.Version));
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_call_still_belongs_to_its_key_when_the_server_is_started_again()
    {
        var data = TestServer.NewFolder();
        var call = Lines.NewCall();
        string owner;
        await using (var first = await TestServer.StartOnAsync(data, null))
        {
            owner = await first.NewKeyAsync();
            using var client = first.Client(owner);
            await client.PostLinesAsync(Lines.Started(call));
        }

        await using var second = await TestServer.StartOnAsync(data, null);
        using var same = second.Client(owner);
        var foreign = await second.PostAsync(Lines.Said(call, "u-1", "hello"));
        var own = await same.PostLinesAsync(Lines.Said(call, "u-1", "hello"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (foreign.Status, own.Status));
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_silent_call_is_closed_as_ended_by_nobody_known()
    {
        var time = new ShiftedTime();
        await using var server = await TestServer.StartOnAsync(
            null, builder => builder.Services.Add(new(typeof(TimeProvider), time)), "Calls:SweepSeconds=0.05");
        var (silent, talking) = (Lines.NewCall(), Lines.NewCall());
        await server.PostAsync(Lines.Said(silent, "u-1", "hello"), Lines.Said(talking, "u-1", "hello"));
        time.Advance(TimeSpan.FromMinutes(14));
        await server.PostAsync(Lines.Said(talking, "u-2", "still here"));
        time.Advance(TimeSpan.FromMinutes(2));

        var closed = await server.CallAsync(silent, "the silent call to close", call => call.Call.EndedAt is not null);

        Assert.Equal(CallParty.Unknown, closed.Call.EndedBy);
        Assert.Equal("silent for 15 minutes", closed.Call.EndReason);
        Assert.Null((await server.CallAsync(talking)).Call.EndedAt);
    }

    [Fact]
    public async Task An_alert_left_provisional_by_a_restart_is_decided_without_another_event()
    {
        var data = TestServer.NewFolder();
        var call = Lines.NewCall();
        var time = new ShiftedTime();
        await using (var first = await TestServer.StartOnAsync(data, null, "Calls:TickMs=60000"))
        {
            await first.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat, isFinal: false));
            Assert.Equal(Detection.Provisional, Assert.Single(await first.AlertsAsync(call)).Detection);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        await using var second = await TestServer.StartOnAsync(
            data, builder => builder.Services.Add(new(typeof(TimeProvider), time)), "Calls:SweepSeconds=0.05");
        var decided = await Eventually.Seen(
            "the alert to be decided", () => second.AlertsAsync(call), alerts => alerts[0].Detection != Detection.Provisional);

        Assert.Single(decided);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Two_servers_in_one_process_keep_their_calls_apart()
    {
        await using var one = await TestServer.StartAsync();
        await using var two = await TestServer.StartAsync();
        var call = Lines.NewCall();

        await Task.WhenAll(
            one.PostAsync(Lines.Said(call, "u-1", "in the first")), two.PostAsync(Lines.Said(call, "u-1", "in the second")));

        Assert.Equal("in the first", Assert.Single((await one.CallAsync(call)).Fragments).Text);
        Assert.Equal("in the second", Assert.Single((await two.CallAsync(call)).Fragments).Text);
    }

    [Fact]
    public async Task An_overtaken_interim_moves_an_utterance_without_times_in_the_store_and_keeps_it_there_over_a_restart()
    {
        var data = TestServer.NewFolder();
        var time = new ShiftedTime();
        var call = Lines.NewCall();
        await using (var first = await TestServer.StartOnAsync(data, builder => builder.Services.Add(new(typeof(TimeProvider), time))))
        {
            await first.PostAsync(Numbered(call, "agent", 1, 8, true));
            time.Advance(TimeSpan.FromSeconds(3));
            await first.PostAsync(Numbered(call, "customer", 2, 9, true));
            Assert.True((await StartsAsync(first)) is [var agent, var customer] && customer >= agent + 3_000);

            Assert.Equal(1, (await first.PostAsync(Numbered(call, "customer", 1, 5, false))).Duplicates);

            Assert.True((await StartsAsync(first)) is [var after, var moved] && moved == after);
        }

        await using (var second = await TestServer.StartOnAsync(data))
            Assert.True((await StartsAsync(second)) is [var one, var other] && one == other);
        Directory.Delete(data, recursive: true);

        async Task<List<long>> StartsAsync(TestServer server) =>
            [.. (await server.CallAsync(call)).Fragments.OrderBy(said => said.UtteranceId, StringComparer.Ordinal).Select(said => said.StartMs)];
    }

    private static string Numbered(string callId, string utteranceId, int revision, int sequence, bool isFinal) =>
        JsonSerializer.Serialize(new { type = "fragment", callId, utteranceId, revision, isFinal, sequence, speaker = "customer", text = $"words {revision}" });

    [Fact]
    public async Task A_cluster_on_sqlite_is_refused_with_the_reason()
    {
        var refusal = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => TestServer.StartAsync("cluster=true"));

        Assert.Contains("SQLite", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--cluster", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_out_of_its_range_is_refused_at_start_by_name()
    {
        var refusal = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => TestServer.StartAsync("Ingest:WindowEvents=0"));

        Assert.Contains("WindowEvents", refusal.Message, StringComparison.Ordinal);
    }
}
