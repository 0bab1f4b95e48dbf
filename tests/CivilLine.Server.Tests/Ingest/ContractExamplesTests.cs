using System.Net;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Ingest;

/// <summary>Every example event of the wire contract, as it stands there, and each of its limits at the edge.</summary>
public sealed class ContractExamplesTests(ServerFixture fixture)
{
    private readonly TestServer _server = fixture.Server;

    public static TheoryData<string> Accepted { get; } = new()
    {
        """{"type":"call-started","callId":"c-42","agentId":"a-7","team":"billing","queue":"inbound","startedAt":"2026-03-01T09:30:00Z","language":"en","caller":"opaque-hash"}""",
        """{"type":"fragment","callId":"c-42","utteranceId":"u-7","revision":0,"isFinal":true,"speaker":"customer","text":"…","startMs":41200,"endMs":43990,"sequence":7,"confidence":0.93,"language":"en","source":"twilio"}""",
        """{"type":"fragment","callId":"c-42","utteranceId":"u-7","speaker":"agent","text":"…"}""",
        """{"type":"fragment","callId":"c-42","utteranceId":"u-7","speaker":"unknown","text":"…"}""",
        """{"type":"call-ended","callId":"c-42","endedAt":"2026-03-01T09:40:00Z","endedBy":"customer","reason":"…"}""",
        """{"type":"call-ended","callId":"c-42","endedBy":"agent"}""",
        """{"type":"call-ended","callId":"c-42","endedBy":"supervisor"}""",
        """{"type":"call-ended","callId":"c-42","endedBy":"unknown"}""",
        """{"callId":"c-42","utteranceId":"u-7","text":"all defaults"}""",
        """{"callId":"c-42","utteranceId":"u-7","text":"edge","startMs":0,"endMs":86400000,"revision":999}""",
        """{"callId":"c-42","utteranceId":"AZaz09._:-","text":"every character of an id"}""",
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task An_example_of_the_contract_is_accepted_as_it_stands(string example)
    {
        var reply = await _server.PostAsync(example.Replace("c-42", Lines.NewCall(), StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, 1, 0), (reply.Status, reply.Accepted, reply.Rejected.Count));
    }

    [Fact]
    public async Task A_fragment_of_an_unknown_call_opens_it_with_the_defaults_of_the_contract()
    {
        var call = Lines.NewCall();

        await _server.PostAsync($$"""{"callId":"{{call}}","utteranceId":"u-7","text":"hello"}""");

        var fragment = Assert.Single((await _server.CallAsync(call)).Fragments);
        Assert.Equal((0, true, Transcripts.Speaker.Unknown), (fragment.Revision, fragment.IsFinal, fragment.Speaker));
    }

    [Fact]
    public async Task The_answer_has_the_members_of_the_contract_and_no_others()
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = new("application/x-ndjson");

        using var response = await _server.Admin.PostAsync("/api/v1/events", content, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"accepted":0,"duplicates":0,"rejected":[{"line":1,"code":"missing","member":"callId","error":"callId is missing; this type of event needs it."}]}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_alert_has_the_members_of_the_contract()
    {
        var call = Lines.NewCall();
        await _server.PostAsync(Lines.Started(call, "a-7", "billing"), Lines.Said(call, "u-1", "ok " + ScriptedScorer.Threat, startMs: 100, endMs: 900), Lines.Ended(call));

        var page = await _server.GetAsync<System.Text.Json.JsonElement>($"/api/v1/alerts?callId={call}");

        var alert = Assert.Single(page.GetProperty("alerts").EnumerateArray());
        Assert.Equal(
            ["id", "version", "incidentId", "callId", "agentId", "team", "category", "target", "severity", "detection", "work",
             "claimedBy", "score", "text", "highlights", "utteranceIds", "startMs", "endMs", "raisedAt", "modelVersion", "policyVersion",
             "snoozedUntil", "held", "label"],
            alert.EnumerateObject().Select(member => member.Name));
        Assert.Equal("threat", alert.GetProperty("category").GetString());
        Assert.Equal("critical", alert.GetProperty("severity").GetString());
        Assert.Equal(alert.GetProperty("version").GetInt64(), page.GetProperty("next").GetInt64());
    }
}
