using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivilLine.Shared;

namespace CivilLine.Faults.Flood;

/// <param name="Times">How much more is offered than the server can take.</param>
internal sealed record OverloadPlan(string Server, double Times, TimeSpan Calm, TimeSpan Flood);

/// <summary>
/// Offers many times what the server can take, and looks at what it does to what it accepts, to its memory, and how soon
/// all is as before.
/// </summary>
internal sealed class OverloadRun(OverloadPlan plan, TextWriter progress)
{
    private const int Keys = 8;
    private const int SocketsEach = 2;
    private const int Calls = 400;
    private const double SlowerAllowed = 3;
    private const double MoreMemoryAllowed = 300;
    private static readonly TimeSpan RecoveryWatched = TimeSpan.FromSeconds(15);

    private readonly Phrases _phrases = Phrases.Load(Repository.Corpora);
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, double> _figures = [];

    public async Task<Report> RunAsync(CancellationToken cancel)
    {
        await using var server = await FloodServer.StartAsync(plan.Server, cancel);
        long accepted;
        await using (var sources = await Sources.OpenAsync(server.Administrator, Keys, SocketsEach, cancel))
        {
            await progress.WriteLineAsync("warming up, and looking for the capacity");
            var capacity = await Capacity.FindAsync(sources, _phrases, Calls, progress, cancel);
            _figures["capacity, events a second"] = capacity.Rate;
            await progress.WriteLineAsync($"capacity {capacity.Rate:F0} events/s; half of that for {plan.Calm.TotalSeconds:F0} s");
            var worst = 0.0;
            var calm = await PhaseAsync(sources, "calm", capacity.Rate / 2, plan.Calm, cancel, tally => worst = double.MaxNumber(worst, tally.LatelyMilliseconds(99)));
            var (memory, p50, p99) = (server.Megabytes(), calm.Milliseconds(50), calm.Milliseconds(99));
            await progress.WriteLineAsync($"acknowledged in {p50:F1} ms, 99th {p99:F1} ms; {plan.Times:F0} times the capacity for {plan.Flood.TotalSeconds:F0} s");
            var most = memory;
            var asking = AskAsync(server, cancel);
            var flood = await PhaseAsync(sources, "flood", capacity.Rate * plan.Times, plan.Flood, cancel, _ => most = Math.Max(most, server.Megabytes()));
            await progress.WriteLineAsync("half of the capacity again");
            var (after, recovery) = await RecoverAsync(sources, capacity.Rate / 2, Math.Max(worst, p99 * SlowerAllowed), cancel);
            var posts = await asking;
            Tell(flood, p50, p99, memory, most, recovery, posts);
            accepted = capacity.Fragments + calm.Fragments + flood.Fragments + after.Fragments + posts.Accepted;
        }

        await CountAsync(server, accepted, cancel);
        return new Report("overload", _figures, _wrong);
    }

    private async Task<FloodTally> PhaseAsync(
        Sources sources, string name, double rate, TimeSpan duration, CancellationToken cancel, Action<FloodTally>? every = null)
    {
        var tally = await sources.PlayAsync(new FloodCalls(_phrases, name, Calls, name.Length), rate, duration, cancel, every);
        await progress.WriteLineAsync($"  {name}: {tally}");
        return tally;
    }

    /// <param name="boundMs">Half a second was as slow as this before the flood, or may be.</param>
    /// <returns>How long until everything is within bounds and stays so.</returns>
    private async Task<(FloodTally Tally, TimeSpan After)> RecoverAsync(Sources sources, double rate, double boundMs, CancellationToken cancel)
    {
        var (watch, last, busy) = (Stopwatch.StartNew(), TimeSpan.Zero, 0L);
        var tally = await sources.PlayAsync(new FloodCalls(_phrases, "after", Calls, 5), rate, RecoveryWatched, cancel, tally =>
        {
            var refused = tally.BusyFinals + tally.BusyInterims + tally.Unsent;
            var p99 = tally.LatelyMilliseconds(99);
            if (refused > busy || double.IsNaN(p99) || p99 > boundMs)
                last = watch.Elapsed;
            busy = refused;
        });
        return (tally, last);
    }

    /// <summary>A source that posts while the server is full; whether it was ever told to wait, and how long.</summary>
    private async Task<Posts> AskAsync(FloodServer server, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (asked, busy, without, accepted) = (0, 0, 0, 0L);
        for (; watch.Elapsed < plan.Flood; asked++)
        {
            var lines = string.Join('\n', Enumerable.Range(0, 200).Select(i => $$"""{"callId":"asked-{{i}}","utteranceId":"u{{asked}}","text":"how long will that take"}"""));
            using var response = await server.Administrator.PostAsync("/api/v1/events", new StringContent(lines, Encoding.UTF8, "application/x-ndjson"), cancel);
            accepted += (await response.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("accepted").GetInt64();
            if ((int)response.StatusCode != 429)
                continue;
            busy++;
            without += response.Headers.RetryAfter is null ? 1 : 0;
        }

        return new Posts(asked, busy, without, accepted);
    }

    private void Tell(FloodTally flood, double p50, double p99, double memory, double most, TimeSpan recovery, Posts posts)
    {
        _figures["offered in the flood, times the capacity"] = (flood.Sent + flood.Unsent) / plan.Flood.TotalSeconds / _figures["capacity, events a second"];
        _figures["sent in the flood"] = flood.Sent;
        _figures["accepted in the flood"] = flood.Accepted;
        _figures["interims answered busy"] = flood.BusyInterims;
        _figures["finals answered busy"] = flood.BusyFinals;
        _figures["acknowledged before, median, ms"] = p50;
        _figures["acknowledged before, 99th percentile, ms"] = p99;
        _figures["acknowledged in the flood, median, ms"] = flood.Milliseconds(50);
        _figures["acknowledged in the flood, 99th percentile, ms"] = flood.Milliseconds(99);
        _figures["memory before, MB"] = memory;
        _figures["most memory in the flood, MB"] = most;
        _figures["seconds until all was as before"] = recovery.TotalSeconds;
        _figures["bodies posted in the flood"] = posts.Asked;
        _figures["bodies answered 429"] = posts.Busy;
        Check(flood.Milliseconds(99) <= SlowerAllowed * p99, $"what was accepted took {flood.Milliseconds(99):F1} ms at the 99th percentile, more than {SlowerAllowed:F0} times {p99:F1}");
        Check(flood.Milliseconds(50) <= SlowerAllowed * p50, $"what was accepted took {flood.Milliseconds(50):F1} ms in the middle, more than {SlowerAllowed:F0} times {p50:F1}");
        Check(most - memory <= MoreMemoryAllowed, $"memory grew from {memory:F0} to {most:F0} MB");
        Check(flood.Wrong == 0, $"{flood.Wrong} events were refused for other reasons than a full house");
        Check(flood.BusyInterims > 0, "nothing was shed");
        Check(posts.WithoutDelay == 0, $"{posts.WithoutDelay} of {posts.Busy} bodies answered 429 were not told when to come back");
        Check(recovery < TimeSpan.FromSeconds(10), $"after {recovery.TotalSeconds:F1} s it was not yet as before");
    }

    private async Task CountAsync(FloodServer server, long accepted, CancellationToken cancel)
    {
        var stored = await server.StoredAsync(cancel);
        _figures["fragments acknowledged in all"] = accepted;
        _figures["fragments in the store"] = stored;
        Check(stored == accepted, $"{accepted} fragments were acknowledged, and {stored} are stored");
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds)
            _wrong.Add(otherwise);
    }

    /// <param name="WithoutDelay">Answered 429 and not told when to come back.</param>
    private sealed record Posts(int Asked, int Busy, int WithoutDelay, long Accepted);
}
