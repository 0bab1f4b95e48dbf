using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace CivilLine.Faults.Flood;

/// <summary>Several sources with a key each, that send at one rate together, come what may.</summary>
internal sealed class Sources(IReadOnlyList<FloodSource> sources) : IAsyncDisposable
{
    public static async Task<Sources> OpenAsync(HttpClient administrator, int count, int socketsEach, CancellationToken cancel)
    {
        var opened = new List<FloodSource>();
        for (var i = 0; i < count; i++)
        {
            var key = await KeyAsync(administrator, cancel);
            for (var socket = 0; socket < socketsEach; socket++)
                opened.Add(await FloodSource.OpenAsync(administrator.BaseAddress!, key, cancel));
        }

        return new Sources(opened);
    }

    public static async Task<string> KeyAsync(HttpClient administrator, CancellationToken cancel)
    {
        using var response = await administrator.PostAsJsonAsync("/api/v1/admin/keys", new { name = "flood" }, cancel);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("key").GetString()!;
    }

    /// <summary>Sends, and waits for the answers to all of it.</summary>
    /// <param name="every">Called about each half second.</param>
    public async Task<FloodTally> PlayAsync(
        FloodCalls calls, double rate, TimeSpan duration, CancellationToken cancel, Action<FloodTally>? every = null)
    {
        var tally = new FloodTally();
        await SendAsync(calls, rate, duration, tally, cancel, () => every?.Invoke(tally));
        await SettleAsync(cancel);
        return tally;
    }

    /// <param name="every">Called about each half second.</param>
    public async Task SendAsync(FloodCalls calls, double rate, TimeSpan duration, FloodTally tally, CancellationToken cancel, Action? every = null)
    {
        var watch = Stopwatch.StartNew();
        var (number, told) = (0L, TimeSpan.Zero);
        while (watch.Elapsed < duration)
        {
            for (var due = (long)(watch.Elapsed.TotalSeconds * rate); number < due; number++)
            {
                var place = (int)(number % calls.Count);
                var (message, isFinal) = calls.Next(place);
                sources[place % sources.Count].Post(message, isFinal, tally);
            }

            if (watch.Elapsed - told > TimeSpan.FromSeconds(0.5))
            {
                told = watch.Elapsed;
                every?.Invoke();
            }

            await Task.Delay(1, cancel);
        }
    }

    /// <inheritdoc cref="FloodSource.SettleAsync"/>
    public async Task SettleAsync(CancellationToken cancel)
    {
        foreach (var source in sources)
            await source.SettleAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources)
            await source.DisposeAsync();
    }
}
