using System.Net;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>The made-up sessions of <c>tests/sessions</c> of vendors that post, delivered one by one as they would be.</summary>
public sealed class VendorSessionTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-vendors";

    private static readonly (string Format, string Call)[] Formats =
    [
        ("twilio", "CAmadeup{0}"), ("amazon-contact-lens", "made-up-connect-{0}"), ("amazon-call-analytics", "made-up-analytics-{0}"),
        ("genesys", "made-up-genesys-{0}"), ("google-agent-assist", "made-up-google-{0}"), ("deepgram", "made-up-deepgram-{0}"),
    ];

    private TestServer _server = null!;

    public static TheoryData<string, string, string> Sessions => MadeUpSessions.Of(Formats.Select(one => one.Format));

    public static TheoryData<string> Names => [.. Formats.Select(one => one.Format)];

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
    [
        .. MadeUpSessions.Sources(Formats.Select(one => one.Format), Secret),
        "Sources:deepgram:Speakers:0=customer", "Sources:deepgram:Speakers:1=agent",
    ]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_ends_in_its_alerts_and_every_word_of_it_is_kept(string format, string name, string alerts)
    {
        var call = await PlayAsync(format, name);

        Assert.Equal(alerts, await _server.CategoriesAsync(call));
        var last = await _server.LastAsync(call);
        Assert.All(last, fragment => Assert.True(fragment.IsFinal, $"{fragment.UtteranceId} is not final"));
        Assert.Equal(5, last.Count);
        Assert.Equal(2, last.Select(fragment => fragment.Speaker).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Session_played_again_changes_nothing(string format)
    {
        var call = await PlayAsync(format, "threat");
        var before = (await _server.LastAsync(call)).Select(one => (one.UtteranceId, one.Revision, one.Text));

        await PlayAsync(format, "threat");

        Assert.Equal(before, (await _server.LastAsync(call)).Select(one => (one.UtteranceId, one.Revision, one.Text)));
        Assert.Single(await _server.AlertsAsync(call));
    }

    private async Task<string> PlayAsync(string format, string name)
    {
        var call = string.Format(null, Formats.Single(one => one.Format == format).Call, name);
        using var client = _server.Client(Secret);
        var address = $"/api/v1/sources/{format}" + (format == "amazon-call-analytics" ? $"?callId={call}" : "");
        foreach (var message in await MadeUpSessions.ReadAsync(format, name))
        {
            using var content = new StringContent(
                message, Encoding.UTF8, format == "twilio" ? "application/x-www-form-urlencoded" : "application/json");
            using var answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"rejected\":[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        return call;
    }
}
