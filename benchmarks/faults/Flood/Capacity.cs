using CivilLine.Shared;

namespace CivilLine.Faults.Flood;

/// <summary>What a server takes of interims and finals together, from many sources at once.</summary>
/// <param name="Rate">Events a second.</param>
/// <param name="Fragments">Acknowledged while it was looked for.</param>
internal sealed record Capacity(double Rate, long Fragments)
{
    private const double FirstRate = 500;
    private const int MostDoublings = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5), Warming = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Warms the server up, then doubles what is offered until the server cannot keep up twice; what it took then is what it can take.
    /// </summary>
    public static async Task<Capacity> FindAsync(Sources sources, Phrases phrases, int calls, TextWriter progress, CancellationToken cancel)
    {
        var fragments = (await SendAsync("warm", 0, FirstRate, Warming)).Fragments;
        var rate = FirstRate;
        for (var round = 0; round < MostDoublings; round++, rate *= 2)
        {
            var first = await SendAsync("capacity", round, rate, Round);
            fragments += first.Fragments;
            if (IsTaken(first))
                continue;
            var second = await SendAsync("again", round, rate, Round);
            fragments += second.Fragments;
            if (!IsTaken(second))
                return new Capacity(Math.Max(first.Accepted, second.Accepted) / Round.TotalSeconds, fragments);
        }

        throw new FaultException("the server took all that the driver could send");

        bool IsTaken(FloodTally tally) => tally.Accepted >= rate * Round.TotalSeconds * 0.9;

        async Task<FloodTally> SendAsync(string name, int round, double rate, TimeSpan duration)
        {
            var tally = await sources.PlayAsync(new FloodCalls(phrases, $"{name}{round}", calls, round), rate, duration, cancel);
            await progress.WriteLineAsync($"  {name} at {rate:F0}/s: {tally}");
            return tally;
        }
    }
}
