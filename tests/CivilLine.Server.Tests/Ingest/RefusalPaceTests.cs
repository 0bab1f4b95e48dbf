using CivilLine.Calls;
using CivilLine.Escalation;
using CivilLine.Health;
using CivilLine.Ingest;
using CivilLine.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CivilLine.Server.Tests.Ingest;

public sealed class RefusalPaceTests
{
    // A window beyond takes a minute.
    private static readonly string[] Slow = ["Ingest:RefusedPerSecond=1", "Ingest:RefusedAtOnce=1", "Ingest:WindowEvents=64"];

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_waits_for_what_it_is_over_and_another_does_not()
    {
        var pace = new RefusalPace(Options.Create(new IngestOptions { RefusedPerSecond = 10, RefusedAtOnce = 5 }), _time);

        var within = pace.KeepAsync("greedy", 5, Token);
        var beyond = pace.KeepAsync("greedy", 10, Token);
        var other = pace.KeepAsync("other", 5, Token);
        var none = pace.KeepAsync("greedy", 0, Token);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        var early = beyond.IsCompleted;
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await beyond;

        Assert.Equal((true, false, true, true), (within.IsCompleted, early, other.IsCompleted, none.IsCompleted));
    }

    [Fact]
    public void What_the_server_is_too_full_for_is_not_the_senders_fault()
    {
        Outcome[] ours = [Refusals.Full, Refusals.Busy, Refusals.Shed];
        Outcome[] theirs = [Refusals.TooFast(1, 1), Refusals.TooManyLive(1), Refusals.Forbidden, Outcome.Rejected("invalid", "text", "It is too long.")];

        Assert.All(ours, outcome => Assert.False(RefusalPace.Counts(outcome)));
        Assert.All(theirs, outcome => Assert.True(RefusalPace.Counts(outcome)));
    }

    [Fact]
    public async Task A_body_of_rubbish_is_answered_late_and_another_key_is_served_meanwhile()
    {
        await using var server = await TestServer.StartAsync(Slow);
        using var greedy = await server.SourceAsync();
        using var other = await server.SourceAsync();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var body = new StringContent(string.Join('\n', Enumerable.Repeat("x", 1000)), null, "application/x-ndjson");
        var held = greedy.PostAsync("/api/v1/events", body, cut.Token);

        await Eventually.Seen("refused lines", () => Task.FromResult(Refused(server)), refused => refused > 0);
        var reply = await other.PostLinesAsync(Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Harmless));

        Assert.Equal((1, false, 64L), (reply.Accepted, held.IsCompleted, Refused(server)));
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
    }

    [Fact]
    public async Task A_socket_of_rubbish_is_answered_as_far_as_it_was_read_and_another_is_served_meanwhile()
    {
        await using var server = await TestServer.StartAsync(Slow);
        using var socket = await EventSocket.OpenAsync(server);
        for (var i = 0; i < 100; i++)
            await socket.SendAsync("x");

        var first = await socket.ReceiveAsync();
        using var other = await EventSocket.OpenAsync(server);
        await other.SendAsync(Lines.Said(Lines.NewCall(), "u-1", ScriptedScorer.Harmless));
        var served = await other.ReceiveAsync();

        Assert.StartsWith("{\"error\"", first, StringComparison.Ordinal);
        Assert.StartsWith("{\"ack\"", served, StringComparison.Ordinal);
        Assert.InRange(Refused(server), 1, 99);
    }

    private static long Refused(TestServer server) =>
        server.Services.GetRequiredService<SourceWatch>().Days().Sum(day => day.Counts.Refused.Values.Sum());
}
