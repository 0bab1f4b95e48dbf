using System.Net;
using System.Text;
using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
        "Sources:analytics:Format=amazon-call-analytics", $"Sources:analytics:Secret={Secret}", "Sources:analytics:Team=billing");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_delivery_is_heard_and_alerts_like_any_event()
    {
        var call = Lines.NewCall();

        using var answer = await DeliverAsync(call, ScriptedScorer.Threat);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var fragment = Assert.Single((await _server.CallAsync(call)).Fragments);
        Assert.Equal((ScriptedScorer.Threat, 1000, 2500), (fragment.Text, fragment.StartMs, fragment.EndMs));
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task A_delivery_sent_again_counts_once()
    {
        var call = Lines.NewCall();
        (await DeliverAsync(call, ScriptedScorer.Threat)).Dispose();

        using var again = await DeliverAsync(call, ScriptedScorer.Threat);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-secret-of-16+")]
    public async Task A_delivery_without_the_secret_is_refused(string? secret)
    {
        using var answer = await DeliverAsync(Lines.NewCall(), "hello", secret);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named()
    {
        using var client = Client(Secret);
        using var answer = await client.PostAsync(
            "/api/v1/sources/analytics?callId=c-1", Json("""{"UtteranceEvent":{"UtteranceId":"u-1"}}"""), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("UtteranceEvent.Transcript", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_is_not_configured_is_not_found()
    {
        using var client = Client(Secret);
        using var answer = await client.PostAsync("/api/v1/sources/nobody", Json("{}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> DeliverAsync(string call, string text, string? secret = Secret)
    {
        using var client = Client(secret);
        return await client.PostAsync(
            $"/api/v1/sources/analytics?callId={call}",
            Json($$$"""
                {"UtteranceEvent":{"UtteranceId":"u-1","IsPartial":false,"ParticipantRole":"CUSTOMER",
                 "BeginOffsetMillis":1000,"EndOffsetMillis":2500,"Transcript":"{{{text}}}"}}
                """),
            TestContext.Current.CancellationToken);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private HttpClient Client(string? secret) => _server.Client(secret);
}
