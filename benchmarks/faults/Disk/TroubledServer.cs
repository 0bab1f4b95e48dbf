using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace CivilLine.Faults.Disk;

/// <param name="UntilSaid">From the beginning of the trouble until the readiness check named it.</param>
/// <param name="UntilWell">From its end until the readiness check was well.</param>
internal sealed record Suffered(
    int Acknowledged, int Busy, TimeSpan UntilSaid, TimeSpan UntilWell, int Lost, int Doubled, IReadOnlyList<string> Wrong);

/// <summary>One server, well, in trouble, and well again, with eight sources at it all the time.</summary>
internal sealed class TroubledServer(string server, Trouble trouble)
{
    private const int Sources = 8;
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan InTrouble = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<(string Call, string Utterance), byte> _acknowledged = new();
    private readonly List<string> _wrong = [];
    private int _busy;
    private int _meanwhile;
    private volatile bool _isOver;
    private volatile bool _isTroubled;

    public async Task<Suffered> RunAsync(CancellationToken cancel)
    {
        await using var lives = new ServerLives(server, ["--Store:ProbeMs=200", "--Store:LockWaitMs=300"]);
        await using var prepared = trouble.Prepare is { } prepare ? await prepare(lives.Data, cancel) : null;
        await lives.StartAsync(cancel);
        var life = await lives.Now;
        using var http = life.Client();
        var talking = Task.WhenAll(Enumerable.Range(0, Sources).Select(i => TalkAsync(life, i, cancel)));
        await Task.Delay(Well, cancel);
        var watch = Stopwatch.StartNew();
        TimeSpan said;
        await using (await trouble.Begin(lives, cancel))
        {
            said = await UntilAsync(http, detail => detail.Contains(trouble.Says, StringComparison.Ordinal), $"'{trouble.Says}'", watch, cancel);
            _isTroubled = true;
            await Task.WhenAny(talking, Task.Delay(InTrouble, cancel));
            // A lock is waited for before anybody is told that the server is busy.
            while (trouble.IsBusy && _busy == 0 && watch.Elapsed < Patience && !talking.IsCompleted)
                await Task.Delay(Pause, cancel);
            _isTroubled = false;
            await ReadAsync(http, cancel);
        }
        watch.Restart();
        // Nobody may be needed to send something: what is not ready is sent nothing.
        _isOver = true;
        await talking;
        var well = await UntilAsync(http, detail => detail.StartsWith("the writer runs", StringComparison.Ordinal), "to be well", watch, cancel);
        using (var source = await EventSource.OpenAsync(life, bySocket: true, cancel))
            if (await source.SendAsync(EventSource.Said("d-after", "u-0", "thank you"), cancel))
                _acknowledged[("d-after", "u-0")] = 0;
            else
                _wrong.Add("after it was well again it answered busy");
        if (trouble.IsBusy && _busy == 0)
            _wrong.Add("nothing was answered busy");
        if (trouble.IsBusy && _meanwhile > 0)
            _wrong.Add($"{_meanwhile} events were acknowledged while nothing could be written");
        await lives.KillAsync();
        await lives.StartAsync(cancel);
        var (lost, doubled) = await Kept.CompareAsync(await lives.Now, _acknowledged.Keys, cancel);
        await lives.KillAsync();
        return new Suffered(_acknowledged.Count, _busy, said, well, lost.Count, doubled.Count, [.. _wrong, .. lost, .. doubled]);
    }

    /// <summary>What was answered busy is sent again until it is acknowledged, or the trouble is over.</summary>
    private async Task TalkAsync(ServerLife life, int number, CancellationToken cancel)
    {
        using var source = await EventSource.OpenAsync(life, bySocket: number % 2 == 0, cancel);
        for (var i = 0; !_isOver; i++)
        {
            var words = i % 9 == 4 ? $"i am going to kill you {i}" : $"my parcel never came {i}";
            while (!_isOver)
            {
                // What was begun before may have been durable before.
                var wasTroubled = _isTroubled;
                if (await source.SendAsync(EventSource.Said($"d-{number}", $"u-{i}", words), cancel))
                {
                    _acknowledged[($"d-{number}", $"u-{i}")] = 0;
                    if (wasTroubled && _isTroubled)
                        Interlocked.Increment(ref _meanwhile);
                    break;
                }
                Interlocked.Increment(ref _busy);
                await Task.Delay(Pause, cancel);
            }
            await Task.Delay(Pause / 10, cancel);
        }
    }

    /// <summary>Pages go on being served, or are told to come again; nothing else.</summary>
    private async Task ReadAsync(HttpClient http, CancellationToken cancel)
    {
        foreach (var path in new[] { "/api/v1/alerts", "/api/v1/calls/d-0", "/api/v1/operator", "/health/live" })
        {
            using var answer = await http.GetAsync(path, cancel);
            if (!answer.IsSuccessStatusCode && (int)answer.StatusCode != 503)
                _wrong.Add($"{path} was answered {(int)answer.StatusCode} meanwhile");
        }
    }

    private static async Task<TimeSpan> UntilAsync(
        HttpClient http, Func<string, bool> satisfies, string what, Stopwatch watch, CancellationToken cancel)
    {
        var detail = "";
        while (watch.Elapsed < Patience)
        {
            using var answer = await http.GetAsync("/health/ready", cancel);
            var health = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            detail = health.GetProperty("checks").GetProperty("store").GetProperty("detail").GetString()!;
            if (satisfies(detail))
                return watch.Elapsed;
            await Task.Delay(Pause, cancel);
        }
        throw new FaultException($"waited {Patience.TotalSeconds} s for the readiness check to say {what}; it says: {detail}");
    }
}
