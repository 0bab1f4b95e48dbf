using System.Collections.Concurrent;

namespace CivilLine.Faults.Stop;

/// <summary>Calls are talked into one server after the other; each is stopped while they go on.</summary>
internal sealed class StopRun(string server, int rounds, int calls)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Call, string Utterance), byte> _acknowledged = new();
    private readonly ConcurrentBag<string> _wrong = [];
    private readonly List<TimeSpan> _took = [];
    private int _told;
    private int _pages;
    private int _unanswered;

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var lives = new ServerLives(server, []);
        for (var round = 0; round < rounds; round++)
        {
            await lives.StartAsync(cancel);
            await RoundAsync(lives, round, cancel);
        }
        await lives.StartAsync(cancel);
        var (lost, doubled) = await Kept.CompareAsync(await lives.Now, _acknowledged.Keys, cancel);
        return new Report("stop", new Dictionary<string, double>
        {
            ["stops (SIGTERM)"] = rounds,
            ["calls at once"] = calls,
            ["finals acknowledged, each after its interim"] = _acknowledged.Count,
            ["acknowledged finals lost"] = lost.Count,
            ["finals doubled"] = doubled.Count,
            ["events under way that were not answered"] = _unanswered,
            ["pages open"] = _pages,
            ["pages told before their connection ended"] = _told,
            ["longest stop, s"] = _took.Max().TotalSeconds,
        }, [.. _wrong, .. lost, .. doubled]);
    }

    private async Task RoundAsync(ServerLives lives, int round, CancellationToken cancel)
    {
        var life = await lives.Now;
        await using var wall = await OpenPage.OpenAsync(life, "/hubs/live", cancel);
        await using var banner = await OpenPage.OpenAsync(life, "/hubs/agent", cancel);
        var playing = Task.WhenAll(Enumerable.Range(0, calls).Select(i => TalkAsync(life, $"s-{round}-{i}", bySocket: i % 2 == 0, cancel)));
        await Task.WhenAny(playing, Task.Delay(Load, cancel));
        if (playing.IsCompleted)
            await playing;
        var (took, code) = await lives.StopAsync(cancel);
        await playing.WaitAsync(Most, cancel);
        await Task.WhenAll(wall.Closed, banner.Closed).WaitAsync(Most, cancel);
        _took.Add(took);
        _pages += 2;
        _told += (wall.IsTold ? 1 : 0) + (banner.IsTold ? 1 : 0);
        if (took > Most)
            _wrong.Add($"the stop took {took.TotalSeconds:F1} s");
        if (code != 0)
            _wrong.Add($"the server ended with code {code}");
        if (!wall.IsTold || !banner.IsTold)
            _wrong.Add("a page was not told that the server stops");
    }

    /// <summary>An interim and its final, again and again, until the server goes.</summary>
    private async Task TalkAsync(ServerLife life, string call, bool bySocket, CancellationToken cancel)
    {
        using var source = await EventSource.OpenAsync(life, bySocket, cancel);
        try
        {
            for (var i = 0; ; i++)
            {
                var words = i % 9 == 4 ? $"i am going to kill you {i}" : $"my parcel never came {i}";
                await source.SendAsync(EventSource.Said(call, $"u-{i}", "well then", isFinal: false), cancel);
                if (await source.SendAsync(EventSource.Said(call, $"u-{i}", words, revision: 1), cancel))
                    _acknowledged[(call, $"u-{i}")] = 0;
            }
        }
        catch (ServerGoneException)
        {
            Interlocked.Increment(ref _unanswered);
        }
    }
}
