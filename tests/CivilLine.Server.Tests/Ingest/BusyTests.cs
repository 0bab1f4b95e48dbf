using System.Net;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Ingest;

public sealed class BusyTests
{
    [Fact]
    public async Task Calls_beyond_what_a_key_may_have_live_are_busy_by_name_and_other_keys_go_on()
    {
        await using var server = await TestServer.StartAsync("Calls:LivePerKey=50");
        using var greedy = await server.SourceAsync();
        using var other = await server.SourceAsync();
        var lines = Enumerable.Range(0, 200).Select(_ => Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Harmless)).ToArray();

        var refused = await greedy.PostLinesAsync(lines);
        var taken = await other.PostLinesAsync(Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Harmless));

        Assert.Equal((HttpStatusCode.TooManyRequests, 50, 150), (refused.Status, refused.Accepted, refused.Rejected.Count));
        Assert.NotNull(refused.RetryAfter);
        Assert.All(refused.Rejected, line => Assert.Equal(("busy", "callId"), (line.Code, line.Member)));
        Assert.Contains("50 live calls", refused.Rejected[0].Error, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, 1), (taken.Status, taken.Accepted));
    }

    [Fact]
    public async Task A_key_may_open_more_calls_once_others_have_ended()
    {
        await using var server = await TestServer.StartAsync("Calls:LivePerKey=1");
        var (first, second) = (Lines.NewCall(), Lines.NewCall());
        await server.PostAsync(Lines.Started(first));
        var refused = await server.PostAsync(Lines.Started(second));
        await server.PostAsync(Lines.Ended(first));

        var taken = await server.PostAsync(Lines.Started(second));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.Status, taken.Status));
    }

    [Fact]
    public async Task A_hundred_thousand_calls_of_one_key_are_held_back_and_another_key_is_served_meanwhile()
    {
        await using var server = await TestServer.StartAsync(
            "Calls:OpenedAtOnce=500", "Calls:OpenedPerSecond=1", "Ingest:RefusedPerSecond=1000000", "Ingest:RefusedAtOnce=1000000");
        using var greedy = await server.SourceAsync();
        using var other = await server.SourceAsync();
        var flood = Task.WhenAll(Enumerable.Range(0, 10).Select(part => greedy.PostLinesAsync(
            [.. Enumerable.Range(0, 10_000).Select(i => Lines.Started($"flood-{part}-{i}"))])));

        var served = new List<IngestReply>();
        do
            served.Add(await other.PostLinesAsync(Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Harmless)));
        while (!flood.IsCompleted && served.Count < 400);
        var replies = await flood;

        Assert.All(served, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status));
        Assert.InRange(replies.Sum(reply => reply.Accepted), 500, 2000);
        Assert.All(replies.SelectMany(reply => reply.Rejected).Take(1000), line => Assert.Equal("busy", line.Code));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_answers_busy_and_the_events_are_taken_when_it_can()
    {
        await using var server = await TestServer.StartAsync("Store:LockWaitMs=10", "Store:Retries=1", "Store:RetryDelayMs=10");
        var call = Lines.NewCall();
        string[] lines = [Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Said(call, "u-2", ScriptedScorer.Harmless)];
        IngestReply busy;
        using (var intruder = new SqliteConnection($"Data Source={Path.Combine(server.Data, "civilline.db")};Pooling=False"))
        {
            intruder.Open();
            using var transaction = intruder.BeginTransaction(deferred: false);
            busy = await server.PostAsync(lines);
        }

        var taken = await server.PostAsync(lines);

        Assert.Equal((HttpStatusCode.TooManyRequests, 0, 2), (busy.Status, busy.Accepted, busy.Rejected.Count));
        Assert.All(busy.Rejected, line => Assert.Equal("busy", line.Code));
        Assert.Equal((HttpStatusCode.OK, 2), (taken.Status, taken.Accepted));
        Assert.Single(await server.AlertsAsync(call));
    }

    [Fact]
    public async Task More_than_the_house_takes_at_once_is_busy_and_listed()
    {
        await using var server = await TestServer.StartAsync(
            "Ingest:EventsInHand=2", "Ingest:EventsInHandPerKey=2", "Ingest:WaitingEvents=0", "Ingest:WaitMs=1",
            "Store:LockWaitMs=20000");
        using var intruder = new SqliteConnection($"Data Source={Path.Combine(server.Data, "civilline.db")};Pooling=False");
        intruder.Open();
        var transaction = intruder.BeginTransaction(deferred: false);
        var held = server.PostAsync([.. Enumerable.Range(0, 2).Select(i => Lines.Said("c-held", $"u-{i}", "words"))]);
        var gate = server.Services.GetRequiredService<CivilLine.Ingest.IngestGate>();
        await Eventually.Seen("a full house", () => Task.FromResult(gate.InHand), events => events == 2);

        var full = await server.PostAsync(Lines.Said(Lines.NewCall(), "u-1", "more"));
        transaction.Dispose();

        Assert.Equal((HttpStatusCode.TooManyRequests, "busy"), (full.Status, Assert.Single(full.Rejected).Code));
        Assert.Equal(2, (await held).Accepted);
    }

    [Fact]
    public async Task Full_house_sheds_interims_at_once_while_finals_wait_and_are_taken()
    {
        await using var server = await TestServer.StartAsync(
            "Ingest:EventsInHand=2", "Ingest:WaitMs=60000", "Ingest:BurstMs=300", "Store:LockWaitMs=20000");
        using var intruder = new SqliteConnection($"Data Source={Path.Combine(server.Data, "civilline.db")};Pooling=False");
        intruder.Open();
        var transaction = intruder.BeginTransaction(deferred: false);
        var gate = server.Services.GetRequiredService<CivilLine.Ingest.IngestGate>();
        var held = server.PostAsync([.. Enumerable.Range(0, 2).Select(i => Lines.Said("c-held", $"u-{i}", "words"))]);
        await Eventually.Seen("a full house", () => Task.FromResult(gate.InHand), events => events == 2);
        var call = Lines.NewCall();
        var final = server.PostAsync(Lines.Said(call, "u-1", ScriptedScorer.Threat));
        await Eventually.Seen("a pressed house", () => Task.FromResult(gate.IsPressed), pressed => pressed);

        var interim = await server.PostAsync(Lines.Said(call, "u-2", ScriptedScorer.Threat, isFinal: false));
        var wasWaiting = !final.IsCompleted;
        transaction.Dispose();

        Assert.True(wasWaiting);
        Assert.Equal((HttpStatusCode.TooManyRequests, "busy", "isFinal"), (interim.Status, Assert.Single(interim.Rejected).Code, interim.Rejected[0].Member));
        Assert.Equal((2, 1), ((await held).Accepted, (await final).Accepted));
        Assert.Single(await server.AlertsAsync(call));
    }
}
