using System.Diagnostics;
using CivilLine.Shared;

namespace CivilLine.Faults.Kills;

/// <param name="Kills">How many; fewer where <paramref name="AtMost"/> is over first.</param>
/// <param name="Players">Calls at a time.</param>
internal sealed record KillPlan(string Server, int Kills, TimeSpan AtMost, int Players, int Seed);

/// <summary>What was done to the servers, and what was found wrong.</summary>
internal sealed record KillFigures(int Kills, int WhileStarting, PlayTally Tally, int Alerts, int Subscriptions, TimeSpan Took, IReadOnlyList<string> Wrong);

/// <summary>
/// Kills the server at random moments while calls are played into it and people work, and compares what is kept of each
/// call with what a server keeps that is left alone.
/// </summary>
internal sealed class KillRun(KillPlan plan, TextWriter progress)
{
    private const int WrongShown = 20;

    // Points that fade, steps that wait for the clock or fall by it, and interims that count once they have stood for a while would make
    // two runs differ by their length alone.
    public const string Policy = """
        name: kills
        alerts: { interimHold: 5m, heldThreats: { climb: false } }
        ladder:
          halfLife: 4h
          coolDown: 0s
          steps: { caution: { holds: 4h }, warn: { holds: 4h }, finalWarning: { holds: 4h }, mayEnd: { holds: 4h } }
        """;

    private readonly Random _random = new(plan.Seed);
    private readonly string _folder = Directory.CreateTempSubdirectory("civilline-kills-").FullName;

    public async Task<KillFigures> RunAsync(CancellationToken cancel)
    {
        var policy = Path.Combine(_folder, "policy.yaml");
        await File.WriteAllTextAsync(policy, Policy, cancel);
        var watch = Stopwatch.StartNew();
        try
        {
            await using var lives = new ServerLives(plan.Server, [$"--CIVILLINE_POLICY={policy}"]);
            var (tally, page) = (new PlayTally(), new WatchingPage(lives));
            var (kills, starting) = await KillAsync(lives, tally, page, cancel);
            await progress.WriteLineAsync($"{kills} kills, {tally.Calls.Count} calls; playing the same calls into a server that is left alone");
            await using var calm = new ServerLives(plan.Server, [$"--CIVILLINE_POLICY={policy}"]);
            await calm.StartAsync(cancel);
            await PlayAsync(calm, tally.Calls, cancel);
            // A server of its own reads what is kept: nothing that was only in memory can hide a loss.
            await lives.StartAsync(cancel);
            var comparison = await CompareAsync(lives, calm, tally.Calls, cancel);
            await page.FinishAsync(cancel);
            var (alerts, wrong) = await CheckPageAsync(lives, page, cancel);
            return new KillFigures(kills, starting, tally, alerts, page.Subscriptions, watch.Elapsed, [.. comparison, .. wrong]);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<(int Kills, int WhileStarting)> KillAsync(ServerLives lives, PlayTally tally, WatchingPage page, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watch = Stopwatch.StartNew();
        var next = -1;
        var isOver = false;
        var playing = PlayersAsync(lives, tally, () => Volatile.Read(ref isOver) ? null : Interlocked.Increment(ref next), cancel);
        var watching = page.WatchAsync(stop.Token);
        var (kills, starting) = (0, 0);
        while (kills < plan.Kills && watch.Elapsed < plan.AtMost)
        {
            if (_random.Next(8) == 0 && await lives.KillWhileStartingAsync(Moment(3000), cancel))
            {
                (kills, starting) = (kills + 1, starting + 1);
                continue;
            }
            if (!lives.Now.IsCompleted)
                await lives.StartAsync(cancel);
            await Task.WhenAny(playing, watching, Task.Delay(Moment(3000), cancel));
            // Whoever ends before the last kill has found something wrong.
            if (playing.IsCompleted)
                await playing;
            if (watching.IsCompleted)
                await watching;
            await lives.KillAsync();
            if (++kills % 10 == 0)
                await progress.WriteLineAsync($"  {kills} kills, {tally.Events} events");
        }
        await lives.StartAsync(cancel);
        Volatile.Write(ref isOver, true);
        await playing;
        await stop.CancelAsync();
        await lives.KillAsync();
        return (kills + 1, starting);
    }

    private Task PlayersAsync(ServerLives lives, PlayTally tally, Func<int?> next, CancellationToken cancel) => Task.WhenAll(
        Enumerable.Range(0, plan.Players).Select(async number =>
        {
            using var player = new CallPlayer(lives, tally, bySocket: number % 2 == 0);
            await player.PlayAsync(next, cancel);
        }));

    private Task PlayAsync(ServerLives lives, IReadOnlyList<int> calls, CancellationToken cancel)
    {
        var next = -1;
        return PlayersAsync(lives, new PlayTally(), () => Interlocked.Increment(ref next) is var i && i < calls.Count ? calls[i] : null, cancel);
    }

    private static async Task<List<string>> CompareAsync(ServerLives lives, ServerLives calm, IReadOnlyList<int> calls, CancellationToken cancel)
    {
        using var killed = (await lives.Now).Client();
        using var alone = (await calm.Now).Client();
        var wrong = new List<string>();
        foreach (var call in calls)
        {
            var (kept, right) = (await CallRecord.ReadAsync(killed, call, cancel), await CallRecord.ReadAsync(alone, call, cancel));
            if (kept.SequenceEqual(right))
                continue;
            wrong.Add($"{CallScript.IdOf(call)} is not as it would be without kills:");
            wrong.AddRange(right.Except(kept).Select(line => $"  missing {line}"));
            wrong.AddRange(kept.Except(right).Select(line => $"  instead {line}"));
            wrong.AddRange(kept.GroupBy(line => line).Where(same => same.Count() > right.Count(line => line == same.Key)).Select(same => $"  doubled {same.Key}"));
            if (wrong.Count > WrongShown)
                break;
        }
        return wrong;
    }

    private static async Task<(int Alerts, List<string> Wrong)> CheckPageAsync(ServerLives lives, WatchingPage page, CancellationToken cancel)
    {
        using var http = (await lives.Now).Client();
        var stored = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var alert in StoredAlerts.ReadAsync(http, cancel))
            stored[alert.GetProperty("id").GetString()!] = alert.GetProperty("version").GetInt64();
        return (stored.Count,
        [
            .. stored.Keys.Except(page.Seen.Keys).Select(id => $"the alert {id} never came to the page"),
            .. page.Seen.Keys.Except(stored.Keys).Select(id => $"the page was shown the alert {id}, which is not there"),
            .. page.Seen.Where(seen => stored.TryGetValue(seen.Key, out var last) && last != seen.Value)
                .Select(seen => $"the page has the alert {seen.Key} at version {seen.Value}, and the store at {stored[seen.Key]}"),
        ]);
    }

    private TimeSpan Moment(int mostMs) => TimeSpan.FromMilliseconds(_random.Next(mostMs));
}
