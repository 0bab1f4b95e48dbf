using System.Buffers;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CivilLine.Load;

/// <summary>How many fragments a second become durable when sources send as fast as they are answered.</summary>
/// <param name="Fragments">Accepted, and therefore durable.</param>
/// <param name="Busy">Lines that the server asked to have again later.</param>
internal sealed record Throughput(long Fragments, long Rejected, long Busy, TimeSpan Took, TimeSpan? ServerProcessor)
{
    public double FragmentsPerSecond => Fragments / Took.TotalSeconds;
}

/// <summary>A few sources, each a connection with a body of many calls' lines in flight.</summary>
internal static class Saturation
{
    private const int Sources = 8;

    private static readonly MediaTypeHeaderValue Ndjson = new("application/x-ndjson");

    /// <param name="most">Stops after this many fragments, whatever the time.</param>
    public static async Task<Throughput> RunAsync(
        ServerProcess server,
        Phrases phrases,
        string prefix,
        int calls,
        int turns,
        TimeSpan duration,
        CancellationToken cancel,
        long most = long.MaxValue)
    {
        using var http = server.Client();
        var total = new Totals();
        var processor = server.ProcessorTime();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Sources).Select(source => Task.Run(async () =>
        {
            var traffic = new Traffic(phrases, $"{prefix}{source}", Math.Max(1, calls / Sources), turns, seed: source);
            var body = new ArrayBufferWriter<byte>(64 * 1024);
            while (watch.Elapsed < duration && Interlocked.Read(ref total.Fragments) < most)
            {
                body.ResetWrittenCount();
                var extra = 0;
                for (var slot = 0; slot < traffic.Calls; slot++)
                    extra += traffic.Next(slot, Stopwatch.GetTimestamp(), body) - 1;
                await PostAsync(http, body.WrittenMemory, extra, total, cancel);
            }
        }, cancel)));
        return new Throughput(
            total.Fragments, total.Rejected, total.Busy, watch.Elapsed, server.ProcessorTime() - processor);
    }

    private static async Task PostAsync(
        HttpClient http, ReadOnlyMemory<byte> body, int extra, Totals total, CancellationToken cancel)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Ndjson } };
        using var response = await http.PostAsync("/api/v1/events", content, cancel);
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        using var answer = await JsonDocument.ParseAsync(stream, cancellationToken: cancel);
        if (!answer.RootElement.TryGetProperty("accepted", out var accepted))
            throw new InvalidOperationException($"The server answered {(int)response.StatusCode}: {answer.RootElement}");
        // Calls' starts and ends are accepted too; only fragments count.
        Interlocked.Add(ref total.Fragments, Math.Max(0, accepted.GetInt64() - extra));
        foreach (var line in answer.RootElement.GetProperty("rejected").EnumerateArray())
        {
            var busy = line.GetProperty("code").GetString() == "busy";
            Interlocked.Increment(ref busy ? ref total.Busy : ref total.Rejected);
        }
        if (response.Headers.RetryAfter?.Delta is { } wait)
            await Task.Delay(wait, cancel);
    }

    private sealed class Totals
    {
        public long Fragments;
        public long Rejected;
        public long Busy;
    }
}
