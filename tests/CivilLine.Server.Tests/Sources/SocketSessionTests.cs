using CivilLine.Server.Tests.Hosting;

namespace CivilLine.Server.Tests.Sources;

/// <summary>The made-up sessions of <c>tests/sessions</c>, played over a real socket as their vendors would.</summary>
public sealed class SocketSessionTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-bridge";

    private TestServer _server = null!;

    private static readonly string[] Formats =
        ["azure-communication-services", "genesys-audiohook", "assemblyai", "vosk", "whisperlive", "whisperlivekit"];

    public static TheoryData<string, string, string> Sessions => MadeUpSessions.Of(Formats);

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(
    [
        .. MadeUpSessions.Sources(Formats, Secret),
        "Sources:whisperlivekit:Speakers:1=customer", "Sources:whisperlivekit:Speakers:2=agent",
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
        Assert.InRange(last.Count(fragment => fragment.Text.Length > 0), 3, 8);
    }

    [Theory]
    [InlineData("azure-communication-services")]
    [InlineData("genesys-audiohook")]
    [InlineData("assemblyai")]
    [InlineData("whisperlive")]
    [InlineData("whisperlivekit")]
    public async Task Session_played_again_by_another_socket_changes_nothing(string format)
    {
        var call = await PlayAsync(format, "threat");
        var before = (await _server.CallAsync(call)).Fragments.Select(one => (one.UtteranceId, one.Text));

        await PlayAsync(format, "threat");

        Assert.Equal(before, (await _server.CallAsync(call)).Fragments.Select(one => (one.UtteranceId, one.Text)));
        Assert.Single(await _server.AlertsAsync(call));
    }

    [Fact]
    public async Task Recogniser_that_counts_anew_on_another_socket_loses_no_words()
    {
        var call = Lines.NewCall();
        foreach (var words in new[] { "I would like to pay", "I will kill you", "I will kill you" })
        {
            using var socket = await SourceSocket.OpenAsync(_server, "whisperlive", $"callId={call}&speaker=customer&answers=true", Secret);
            Assert.Empty((await socket.TellAsync($$"""{"segments":[{"start":"0.000","end":"2.1","text":"{{words}}","completed":true}]}""")).Rejected);
        }

        Assert.Equal(["I would like to pay", "I will kill you"], (await _server.CallAsync(call)).Fragments.Select(one => one.Text));
        Assert.Single(await _server.AlertsAsync(call));
    }

    private async Task<string> PlayAsync(string format, string name)
    {
        var call = format switch
        {
            "azure-communication-services" => $"made-up-acs-{name}",
            "genesys-audiohook" => $"made-up-audiohook-{name}",
            _ => $"made-up-{format}-{name}",
        };
        var said = format switch
        {
            "assemblyai" or "whisperlive" => $"callId={call}&speaker=customer&",
            "whisperlivekit" => $"callId={call}&",
            _ => "",
        };
        using var socket = await SourceSocket.OpenAsync(_server, format, $"{said}answers=true", Secret);
        foreach (var message in await MadeUpSessions.ReadAsync(format, name))
            Assert.Empty((await socket.TellAsync(message)).Rejected);
        return call;
    }
}
