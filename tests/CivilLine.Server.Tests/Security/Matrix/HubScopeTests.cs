using System.Collections.Concurrent;
using System.Text.Json;
using CivilLine.Live;
using CivilLine.Server.Tests.Hosting;
using Microsoft.AspNetCore.SignalR.Client;

namespace CivilLine.Server.Tests.Security.Matrix;

/// <summary>That what hubs answer and push is of the team's own calls, while both teams' calls go on.</summary>
public sealed class HubScopeTests : IAsyncLifetime
{
    private Cast _cast = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cast = await Cast.StartAsync();

    public ValueTask DisposeAsync() => _cast.DisposeAsync();

    [Theory]
    [InlineData("supervisor")]
    [InlineData("qa")]
    public async Task Live_page_is_told_of_its_own_teams_calls_alone(string who)
    {
        await using var page = await Ear.ListenAsync(_cast, "/hubs/live", who, typeof(ILiveClient));
        var told = new List<string>
        {
            (await page.Hub.InvokeAsync<JsonElement>("Subscribe", 0L, Stop)).GetRawText(),
            (await page.Hub.InvokeAsync<JsonElement>("Subscribe", 1L, Stop)).GetRawText(),
            (await page.Hub.InvokeAsync<JsonElement>("CatchUp", 0L, Stop)).GetRawText(),
            (await page.Hub.InvokeAsync<JsonElement>("Watch", _cast.A.LiveCall, Stop)).GetRawText(),
        };
        await Assert.ThrowsAnyAsync<Exception>(() => page.Hub.InvokeAsync<JsonElement>("Watch", _cast.B.LiveCall, Stop));

        await GoOnAsync();

        await Eventually.True(() => page.Heard.Any(one => one.Contains("last-of-zanzibar", StringComparison.Ordinal)), "the own team's last words");
        Assert.All(told.Concat(page.Heard), one => Assert.DoesNotContain(_cast.B.Marks, mark => one.Contains(mark, StringComparison.Ordinal)));
        Assert.Contains(told, one => one.Contains(_cast.A.Word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Supervisor_who_looks_at_an_agent_of_two_teams_is_told_of_their_own_teams_calls_alone()
    {
        await using var page = await Ear.ListenAsync(_cast, "/hubs/agent", "supervisor", typeof(IAgentClient));
        var first = (await page.Hub.InvokeAsync<JsonElement>("Subscribe", Team.SharedAgent, Stop)).GetRawText();

        await GoOnAsync();

        await Eventually.True(() => page.Heard.Any(one => one.Contains(_cast.A.SharedCall, StringComparison.Ordinal)), "the own team's call");
        Assert.Contains(_cast.A.SharedCall, first, StringComparison.Ordinal);
        Assert.All(page.Heard.Append(first), one => Assert.DoesNotContain(_cast.B.Marks, mark => one.Contains(mark, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("token")]
    public async Task Agents_banner_is_told_of_the_agents_own_calls_alone(string who)
    {
        await using var page = await Ear.ListenAsync(_cast, "/hubs/agent", who, typeof(IAgentClient));
        var first = (await page.Hub.InvokeAsync<JsonElement>("Subscribe", (object?)null, Stop)).GetRawText();
        var breaks = (await page.Hub.InvokeAsync<JsonElement>("Breaks", _cast.B.AgentId, Stop)).GetRawText();

        await GoOnAsync();

        await Eventually.True(() => page.Heard.Any(one => one.Contains(_cast.A.LiveCall, StringComparison.Ordinal)), "the own call");
        Assert.Equal("[]", breaks);
        Assert.Contains(_cast.A.LiveCall, first, StringComparison.Ordinal);
        Assert.All(page.Heard.Append(first), one => Assert.DoesNotContain(
            _cast.B.Marks.Append(_cast.A.SharedCall), mark => one.Contains(mark, StringComparison.Ordinal)));
    }

    /// <summary>Team B's calls first, so that what they bring has been pushed by the time that team A's arrives.</summary>
    private async Task GoOnAsync()
    {
        foreach (var team in new[] { _cast.B, _cast.A })
            foreach (var call in new[] { team.SharedCall, team.LiveCall })
                await _cast[Cast.Source].Http.SendEventsAsync(
                    new { callId = call, utteranceId = "u-9", speaker = "customer", text = $"i will kill you last-of-{team.Word}", startMs = 9000, endMs = 9900 });
    }

    /// <summary>A page of a hub that hears everything that the hub can say.</summary>
    private sealed class Ear(HubConnection hub) : IAsyncDisposable
    {
        public HubConnection Hub => hub;

        public ConcurrentQueue<string> Heard { get; } = [];

        public static async Task<Ear> ListenAsync(Cast cast, string path, string who, Type client)
        {
            var ear = new Ear(cast.Server.Hub(path, cast[who].Key, cast[who].Cookie));
            foreach (var method in client.GetMethods())
                ear.Hub.On(method.Name, [.. method.GetParameters().Select(_ => typeof(JsonElement))], arguments =>
                {
                    foreach (var argument in arguments)
                        ear.Heard.Enqueue(((JsonElement)argument!).GetRawText());
                    return Task.CompletedTask;
                });
            await ear.Hub.StartAsync(Stop);
            return ear;
        }

        public ValueTask DisposeAsync() => hub.DisposeAsync();
    }
}
