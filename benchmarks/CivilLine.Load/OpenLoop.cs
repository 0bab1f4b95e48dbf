using System.Buffers;
using System.Diagnostics;
using HdrHistogram;

namespace CivilLine.Load;

/// <summary>Latencies at a rate that does not wait for the server.</summary>
/// <param name="Acknowledged">From the intended moment of sending to the acknowledgement, in microseconds.</param>
internal sealed record RateRun(double Rate, long Sent, long AcknowledgedEvents, long Errors, LongHistogram Acknowledged);

/// <summary>Sources that send one event a message over WebSockets, each at its own moment, come what may.</summary>
internal sealed class OpenLoop(ServerProcess server, Traffic traffic, int sockets)
{
    private readonly LongHistogram _acknowledged = new(120_000_000, 3);
    private readonly Lock _gate = new();
    private long _acks;
    private long _errors;

    public async Task<RateRun> RunAsync(double rate, TimeSpan duration, CancellationToken cancel)
    {
        var links = new SourceSocket[sockets];
        for (var i = 0; i < sockets; i++)
            links[i] = await SourceSocket.OpenAsync(server, Answered, cancel);
        var sent = await Task.Run(() => SendAsync(links, rate, duration, cancel), cancel);
        foreach (var link in links)
        {
            await link.FinishAsync(cancel);
            link.Dispose();
        }
        return new RateRun(rate, sent, Interlocked.Read(ref _acks), Interlocked.Read(ref _errors), _acknowledged);
    }

    private async Task<long> SendAsync(SourceSocket[] links, double rate, TimeSpan duration, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var apart = Stopwatch.Frequency / rate;
        var most = (long)(rate * duration.TotalSeconds);
        var events = new ArrayBufferWriter<byte>(2048);
        var sent = 0L;
        for (var number = 0L; number < most;)
        {
            var due = Math.Min(most, (long)((Stopwatch.GetTimestamp() - start) / apart) + 1);
            for (; number < due; number++)
            {
                var slot = (int)(number % traffic.Calls);
                events.ResetWrittenCount();
                // A late loop does not move the goal: the event is timed from when it should have left.
                sent += traffic.Next(slot, start + (long)(number * apart), events);
                links[slot % links.Length].Post(events.WrittenSpan);
            }
            await Task.Delay(1, cancel);
        }
        return sent;
    }

    private void Answered(ReadOnlySpan<byte> answer)
    {
        var now = Stopwatch.GetTimestamp();
        if (!answer.StartsWith("{\"ack\""u8))
        {
            Interlocked.Increment(ref _errors);
            return;
        }
        Interlocked.Increment(ref _acks);
        var marker = "\"utteranceId\":\"u"u8;
        var at = answer.IndexOf(marker);
        if (at < 0)
            return;
        var rest = answer[(at + marker.Length)..];
        rest = rest[(rest.IndexOf((byte)'-') + 1)..];
        if (System.Buffers.Text.Utf8Parser.TryParse(rest, out long intended, out _))
        {
            lock (_gate)
                _acknowledged.RecordValue(Math.Clamp(Micro.Seconds(now - intended), 1, 120_000_000));
        }
    }
}
