using CivilLine.Health;
using CivilLine.Server.Tests.Hosting;
using CivilLine.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace CivilLine.Server.Tests.Sources;

/// <summary>What was hidden and refused is told of the last seven days, whatever restarts.</summary>
public sealed class SourceDaysTests : IAsyncDisposable
{
    private readonly ShiftedTime _time = new();
    private readonly string _data = TestServer.NewFolder();
    private TestServer? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Counts_of_a_source_go_on_when_the_server_is_started_again_and_end_after_seven_days()
    {
        await StartAsync();
        var key = await _server!.NewKeyAsync("pbx");
        await SayAsync(key);
        var before = await CountsAsync("one mask", counts => counts.Masked == 1);

        await StartAsync();
        var after = await CountsAsync("its counts again", counts => counts.Masked == 1);
        await SayAsync(key);
        var more = await CountsAsync("both masks", counts => counts.Masked == 2);

        Assert.Equal((1L, 1L, 0L), (after.Fragments, after.Rejected, after.Accepted));
        Assert.Equal(before.MaskedAt!.Value.ToUnixTimeMilliseconds(), after.MaskedAt!.Value.ToUnixTimeMilliseconds());
        Assert.Equal((2L, new ReasonCount("malformed-json", 2)), (more.Fragments, Assert.Single(more.Reasons)));

        _time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, (await CountsAsync("nothing of last week", counts => counts.Masked == 0)).Rejected);
        await StartAsync();
        Assert.Equal(0, (await CountsAsync("nothing of last week after a restart", _ => true)).Fragments);
    }

    private async Task StartAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await TestServer.StartOnAsync(_data, builder => builder.Services.AddSingleton<TimeProvider>(_time));
    }

    private async Task SayAsync(string key)
    {
        using var client = _server!.Client(key);
        await client.PostLinesAsync(Lines.Said(Lines.NewCall(), "u-1", "you [profanity] off"), "no json");
    }

    private async Task<SourceCounts> CountsAsync(string what, Func<SourceCounts, bool> satisfies) => await Eventually.Seen(
        what,
        async () => (await _server!.GetAsync<SourceList>("/api/v1/sources")).Sources.Single(source => source.Name == "pbx").Counts,
        satisfies);
}
