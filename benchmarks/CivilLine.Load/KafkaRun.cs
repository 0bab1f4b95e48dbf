using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace CivilLine.Load;

/// <summary>
/// One server reads a topic of four partitions that is kept full: one message an event, a call's all in one partition. What
/// counts is durable, by the server's own count of the source.
/// </summary>
internal sealed class KafkaRun(MockKafka kafka, string assembly, Phrases phrases, int rounds, TimeSpan phase, int calls, TextWriter progress)
{
    private const string Topic = "transcripts";
    private const int Turns = 60;

    /// <summary>Messages that wait in the topic: some seconds' worth, and far less than brokers in memory keep.</summary>
    private const int Ahead = 10_000;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private long _said;

    public async Task<string> RunAsync(CancellationToken cancel)
    {
        await using var server = await ServerProcess.StartAsync(
            assembly, cancel, "--Sources:bus:Format=contract", $"--Sources:bus:Kafka:Servers={kafka.Servers}", $"--Sources:bus:Kafka:Topic={Topic}");
        using var http = server.Client();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var taken = new Taken(http);
        var speaking = SpeakAsync(taken, stop.Token);
        var figures = new List<(double PerSecond, double Processor)>();
        for (var round = 0; round <= rounds; round++)
        {
            await progress.WriteLineAsync(round == 0 ? "warming up" : $"round {round} of {rounds}");
            var (before, processor, watch) = (await taken.FragmentsAsync(cancel), server.ProcessorTime(), Stopwatch.StartNew());
            await Task.Delay(phase, cancel);
            var fragments = await taken.FragmentsAsync(cancel) - before;
            if (round > 0)
                figures.Add((fragments / watch.Elapsed.TotalSeconds, (server.ProcessorTime() - processor)!.Value.TotalMicroseconds / Math.Max(1, fragments)));
        }
        await stop.CancelAsync();
        await speaking;
        figures.Sort();
        var middle = figures[figures.Count / 2];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{middle.PerSecond:F0} durable fragments a second out of a topic ({figures[0].PerSecond:F0} to {figures[^1].PerSecond:F0} in {rounds} rounds of {phase.TotalSeconds:F0} s), {middle.Processor:F0} µs of the server's processor time each; {calls} calls, {MockKafka.Partitions} partitions");
    }

    /// <summary>Keeps the topic full, whatever the server takes.</summary>
    private async Task SpeakAsync(Taken taken, CancellationToken stop)
    {
        var traffic = new Traffic(phrases, "k", calls, Turns, seed: 1);
        var lines = new ArrayBufferWriter<byte>(64 * 1024);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                for (var room = Ahead - (_said - await taken.MessagesAsync(stop)); room > 0; room -= calls)
                    await SayAsync(traffic, lines);
                await Task.Delay(Every, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Measured.
        }
    }

    private async Task SayAsync(Traffic traffic, ArrayBufferWriter<byte> lines)
    {
        var sent = new List<Task>();
        for (var slot = 0; slot < traffic.Calls; slot++)
        {
            lines.ResetWrittenCount();
            traffic.Next(slot, Stopwatch.GetTimestamp(), lines);
            foreach (var range in lines.WrittenSpan.Split((byte)'\n'))
                if (lines.WrittenSpan[range] is { IsEmpty: false } line)
                    sent.Add(kafka.SayAsync(Topic, slot % MockKafka.Partitions, line.ToArray()));
        }
        await Task.WhenAll(sent);
        _said += sent.Count;
    }

    /// <summary>What the server says of the source.</summary>
    private sealed class Taken(HttpClient http)
    {
        public async Task<long> MessagesAsync(CancellationToken cancel) =>
            (await SourceAsync(cancel)).GetProperty("topic").GetProperty("messages").GetInt64();

        /// <summary>Final lines that were taken; starts and ends of calls are not among them.</summary>
        public async Task<long> FragmentsAsync(CancellationToken cancel) =>
            (await SourceAsync(cancel)).GetProperty("counts").GetProperty("fragments").GetInt64();

        private async Task<JsonElement> SourceAsync(CancellationToken cancel) =>
            (await http.GetFromJsonAsync<JsonElement>("/api/v1/sources", cancel)).GetProperty("sources").EnumerateArray()
            .Single(source => source.GetProperty("name").GetString() == "bus");
    }
}
