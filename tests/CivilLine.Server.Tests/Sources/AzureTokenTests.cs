using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;

namespace CivilLine.Server.Tests.Sources;

/// <summary>The token that Azure's call automation signs its sockets with, by the real way in.</summary>
public sealed class AzureTokenTests : IAsyncLifetime
{
    private const string Issuer = "https://acscallautomation.communication.azure.com";
    private const string Resource = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    private KeyServer _keys = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _keys = await KeyServer.StartAsync();
        _server = await TestServer.StartAsync(
            "Sources:acs:Format=azure-communication-services", "Sources:acs:Authentication=openid", $"Sources:acs:Audience={Resource}",
            $"Sources:acs:KeysUrl={_keys.KeysUrl}");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _keys.DisposeAsync();
    }

    [Fact]
    public async Task A_socket_with_the_resources_token_is_heard()
    {
        var call = Lines.NewCall();
        using var socket = await SourceSocket.OpenAsync(
            _server, "acs", "answers=true", null, ("Authorization", "Bearer " + Token()), ("x-ms-call-connection-id", call));
        await socket.TellAsync($$$"""
            {"kind":"TranscriptionMetadata","transcriptionMetadata":{"subscriptionId":"s","locale":"en-gb","callConnectionId":"{{{call}}}","correlationId":"c"}}
            """);

        await socket.TellAsync($$$$"""
            {"kind":"TranscriptionData","transcriptionData":{"text":"{{{{ScriptedScorer.Threat}}}}","format":"display","confidence":0.9,"offset":10000000,"duration":5000000,
             "words":[],"participantRawID":"4:+447700900123","resultStatus":"Final"}}
            """);

        Assert.Single(await _server.AlertsAsync(call));
    }

    [Theory]
    [InlineData(Issuer, "another-resource")]
    [InlineData("https://accounts.google.com", Resource)]
    public async Task A_socket_with_a_token_for_another_resource_or_of_another_issuer_is_refused(string issuer, string audience) =>
        Assert.Equal(401, await SourceSocket.RefusedAsync(_server, "acs", "", null, ("Authorization", "Bearer " + Token(issuer, audience))));

    [Fact]
    public void Keys_are_asked_of_the_issuer_where_nothing_else_is_configured()
    {
        var issuer = OpenIdIssuer.Of(new SourceOptions { Format = "azure-communication-services" })!;

        Assert.Equal([Issuer], issuer.Names);
        Assert.Equal(Issuer + "/calling/keys", issuer.KeysUrl);
    }

    private string Token(string issuer = Issuer, string audience = Resource)
    {
        var now = TimeProvider.System.GetUtcNow();
        return _keys.Token(new { iss = issuer, aud = audience, nbf = now.ToUnixTimeSeconds(), exp = now.AddHours(24).ToUnixTimeSeconds() });
    }
}
