namespace CivilLine.Load;

/// <summary>What a server holds while many calls are talked in, at the pace of talk: each fragment every two seconds or so.</summary>
internal static class MemoryRun
{
    private const int FragmentsEach = 20;
    private const int Sockets = 16;

    /// <returns>Resident bytes once every call has had its fragments.</returns>
    public static async Task<long?> RunAsync(
        ServerProcess server, Phrases phrases, LoadPlan plan, CancellationToken cancel)
    {
        // Calls far longer than this run, so that none of them ends.
        var traffic = new Traffic(phrases, "m", plan.LiveCalls, turns: 100_000, seed: 1);
        var duration = TimeSpan.FromSeconds(plan.LiveCalls * FragmentsEach / plan.Rate);
        await new OpenLoop(server, traffic, Sockets).RunAsync(plan.Rate, duration, cancel);
        return server.ResidentBytes();
    }
}
