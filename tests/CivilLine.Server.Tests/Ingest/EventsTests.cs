using System.Net;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

public sealed class EventsTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Events_are_accepted_and_can_be_read_back_once_answered()
    {
        var call = Lines.NewCall();

        var reply = await _server.PostAsync(
            Lines.Started(call, "a-1", "billing"), Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Ended(call));

        Assert.Equal((HttpStatusCode.OK, 3, 0, 0), (reply.Status, reply.Accepted, reply.Duplicates, reply.Rejected.Count));
        var detail = await _server.CallAsync(call);
        Assert.Equal(ScriptedScorer.Threat, Assert.Single(detail.Fragments).Text);
        Assert.Equal("a-1", detail.Call.AgentId);
        Assert.NotNull(detail.Call.EndedAt);
        Assert.Equal(Scoring.Category.Threat, Assert.Single(await _server.AlertsAsync(call)).Category);
    }

    [Fact]
    public async Task Events_sent_again_are_duplicates_and_raise_nothing_new()
    {
        var call = Lines.NewCall();
        string[] lines = [Lines.Said(call, "u-1", ScriptedScorer.Threat), Lines.Said(call, "u-2", ScriptedScorer.Harmless)];
        await _server.PostAsync(lines);
        var alerts = await _server.AlertsAsync(call);

        var again = await _server.PostAsync(lines);

        Assert.Equal((HttpStatusCode.OK, 0, 2), (again.Status, again.Accepted, again.Duplicates));
        Assert.Equal(alerts.Select(alert => alert.Id), (await _server.AlertsAsync(call)).Select(alert => alert.Id));
        Assert.Equal(2, (await _server.CallAsync(call)).Fragments.Count);
    }

    [Fact]
    public async Task A_revision_with_another_text_is_rejected_when_it_was_accepted_before()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", "one thing"));

        var reply = await _server.PostAsync(Lines.Said(call, "u-1", "another thing"));

        var line = Assert.Single(reply.Rejected);
        Assert.Equal((1, "contradiction", "revision"), (line.Line, line.Code, line.Member));
        Assert.Equal("one thing", Assert.Single((await _server.CallAsync(call)).Fragments).Text);
    }

    [Fact]
    public async Task Every_revision_is_kept_and_a_lower_one_is_a_duplicate()
    {
        var call = Lines.NewCall();

        var reply = await _server.PostAsync(
            Lines.Said(call, "u-1", "i would", 0, isFinal: false),
            Lines.Said(call, "u-1", "i would like to pay", 2),
            Lines.Said(call, "u-1", "i would like", 1, isFinal: false));

        Assert.Equal((2, 1), (reply.Accepted, reply.Duplicates));
        Assert.Equal([0, 2], (await _server.CallAsync(call)).Fragments.Select(fragment => fragment.Revision));
    }

    [Fact]
    public async Task Each_line_is_judged_alone_and_the_counts_add_up()
    {
        var call = Lines.NewCall();
        var good = Lines.Said(call, "u-1", ScriptedScorer.Harmless);

        var reply = await _server.PostAsync(good, "{", "", good, "[]", Lines.Said(call, "u-2", "and my gas bill too"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal((2, 1), (reply.Accepted, reply.Duplicates));
        Assert.Equal([2, 5], reply.Rejected.Select(line => line.Line));
        Assert.Equal(5, reply.Lines);
    }

    [Fact]
    public async Task A_thousand_lines_of_many_calls_keep_their_order_within_each_call()
    {
        var calls = Enumerable.Range(0, 10).Select(_ => Lines.NewCall()).ToArray();
        var lines = Enumerable.Range(0, 1000).Select(i => Lines.Said(calls[i % 10], $"u-{i / 10:000}", $"words number {i}"));

        var reply = await _server.PostAsync([.. lines]);

        Assert.Equal((HttpStatusCode.OK, 1000), (reply.Status, reply.Accepted));
        foreach (var call in calls)
        {
            var heard = (await _server.CallAsync(call)).Fragments.Select(fragment => fragment.UtteranceId).ToArray();
            Assert.Equal(Enumerable.Range(0, 100).Select(i => $"u-{i:000}"), heard);
        }
    }

    [Fact]
    public async Task A_call_of_another_key_is_refused_and_unharmed()
    {
        var call = Lines.NewCall();
        using var owner = await _server.SourceAsync();
        using var other = await _server.SourceAsync();
        await owner.PostLinesAsync(Lines.Said(call, "u-1", ScriptedScorer.Harmless));

        var reply = await other.PostLinesAsync(Lines.Said(call, "u-2", ScriptedScorer.Threat), Lines.Ended(call));

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
        Assert.Equal(["forbidden", "forbidden"], reply.Rejected.Select(line => line.Code));
        Assert.All(reply.Rejected, line => Assert.Equal("callId", line.Member));
        var detail = await _server.CallAsync(call);
        Assert.Single(detail.Fragments);
        Assert.Null(detail.Call.EndedAt);
    }

    [Fact]
    public async Task A_fragment_after_the_end_is_accepted_and_marked_late()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Said(call, "u-1", "goodbye"), Lines.Ended(call));

        var reply = await _server.PostAsync(Lines.Said(call, "u-2", ScriptedScorer.Harmless));

        Assert.Equal(1, reply.Accepted);
        Assert.Equal([false, true], (await _server.CallAsync(call)).Fragments.Select(fragment => fragment.Late));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("clk_nobody_has_this_key_0123456789")]
    public async Task An_unknown_key_is_refused_and_opens_no_call(string? key)
    {
        var call = Lines.NewCall();
        using var client = _server.Client(key);

        var reply = await client.PostLinesAsync(Lines.Said(call, "u-1", ScriptedScorer.Harmless));

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        using var asked = await _server.Admin.GetAsync($"/api/v1/calls/{call}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
    }

    [Fact]
    public async Task Nothing_sent_is_nothing_counted()
    {
        var reply = await _server.PostAsync("");

        Assert.Equal((HttpStatusCode.OK, 0), (reply.Status, reply.Lines));
    }
}
