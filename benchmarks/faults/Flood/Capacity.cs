using CivilLine.Shared;

namespace CivilLine.Faults.Flood;

/// <summary>What a server takes of interims and finals together, from many sources at once.</summary>
/// <param name="Rate">Events a second.</param>
/// <param name="Fragments">Acknowledged while it was looked for.</param>
internal sealed record Capacity(double Rate, long Fragments)
{
    private const double FirstRate = 500;
    private const int MostDoublings = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>Doubles what is offered until the server cannot keep up; what it took of that is what it can take.</summary>
    public static async Task<Capacity> FindAsync(Sources sources, Phrases phrases, int calls, CancellationToken cancel)
    {
        var (rate, fragments) = (FirstRate, 0L);
        for (var round = 0; round < MostDoublings; round++, rate *= 2)
        {
            var tally = new FloodTally();
            await sources.SendAsync(new FloodCalls(phrases, $"capacity{round}", calls, round), rate, Round, tally, cancel);
            await sources.SettleAsync(cancel);
            fragments += tally.Fragments;
            if (tally.Accepted < rate * Round.TotalSeconds * 0.9)
                return new Capacity(tally.Accepted / Round.TotalSeconds, fragments);
        }

        throw new FaultException("the server took all that the driver could send");
    }
}
