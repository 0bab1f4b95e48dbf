namespace CivilLine.Calls;

internal static class Waking
{
    /// <summary>Lets each call look at the time. A few at once: those that are not in memory are read from the store.</summary>
    public static Task WakeAsync(this IGrainFactory grains, IEnumerable<string> callIds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            callIds,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (callId, _) => await grains.GetGrain<ICallGrain>(callId).Wake());
}
