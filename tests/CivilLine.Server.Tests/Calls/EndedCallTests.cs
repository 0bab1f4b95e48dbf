using CivilLine.Server.Tests.Hosting;
using CivilLine.Server.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace CivilLine.Server.Tests.Calls;

/// <summary>A call that has ended leaves memory after seconds, and what comes for it later finds it again.</summary>
public sealed class EndedCallTests
{
    [Fact]
    public async Task Call_that_has_ended_leaves_memory_and_takes_what_is_late_and_a_live_one_stays()
    {
        await using var server = await TestServer.StartAsync("Calls:EndedSeconds=4");
        var (ended, live) = (Lines.NewCall(), Lines.NewCall());
        await server.PostAsync(Lines.Said(ended, "u-1", ScriptedScorer.Harmless), Lines.Said(live, "u-1", ScriptedScorer.Harmless));
        await server.PostAsync(Lines.Ended(ended));

        await Eventually.Seen("one call in memory", () => InMemoryAsync(server), calls => calls == 1);
        var late = await server.PostAsync(Lines.Said(ended, "u-2", ScriptedScorer.Harmless));
        var back = await InMemoryAsync(server);
        await Eventually.Seen("one call in memory again", () => InMemoryAsync(server), calls => calls == 1);

        Assert.Equal((1, 2), (late.Accepted, back));
        Assert.Equal(2, (await server.CallAsync(ended)).Fragments.Count);
        Assert.Single((await server.CallAsync(live)).Fragments);
    }

    private static async Task<int> InMemoryAsync(TestServer server) =>
        (await server.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Where(grain => grain.GrainType.Contains("CallGrain", StringComparison.Ordinal)).Sum(grain => grain.ActivationCount);
}
