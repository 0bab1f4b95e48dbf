using System.Diagnostics;
using HdrHistogram;

namespace CivilLine.Faults.Flood;

/// <summary>What was sent in one phase, and how it was answered.</summary>
internal sealed class FloodTally
{
    private const long Longest = 120_000_000;

    private readonly Lock _gate = new();
    private readonly LongHistogram _microseconds = new(Longest, 3);
    private readonly LongHistogram _lately = new(Longest, 3);
    private long _sent, _unsent, _accepted, _busyFinals, _busyInterims, _wrong, _fragments;

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Due, but the connection had taken too little of what came before.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Those of them that are fragments, and not a call's end.</summary>
    public long Fragments => Interlocked.Read(ref _fragments);

    public long BusyFinals => Interlocked.Read(ref _busyFinals);
    public long BusyInterims => Interlocked.Read(ref _busyInterims);

    /// <summary>Refused for another reason than that the server is busy.</summary>
    public long Wrong => Interlocked.Read(ref _wrong);

    public void Send(bool isSent) => Interlocked.Increment(ref isSent ? ref _sent : ref _unsent);

    public void Answer(ReadOnlySpan<byte> answer, bool isFinal, long sentAt)
    {
        if (answer.StartsWith("{\"ack\""u8))
        {
            var took = Math.Clamp(Stopwatch.GetElapsedTime(sentAt).Ticks / 10, 1, Longest);
            Interlocked.Increment(ref _accepted);
            if (answer.IndexOf("\"fragment\""u8) >= 0)
                Interlocked.Increment(ref _fragments);
            lock (_gate)
            {
                _microseconds.RecordValue(took);
                _lately.RecordValue(took);
            }
        }
        else if (answer.IndexOf("\"busy\""u8) >= 0)
        {
            Interlocked.Increment(ref isFinal ? ref _busyFinals : ref _busyInterims);
        }
        else
        {
            Interlocked.Increment(ref _wrong);
        }
    }

    /// <summary>Of accepted events, from the moment they were due; NaN where none was.</summary>
    public double Milliseconds(double percentile)
    {
        lock (_gate)
            return At(_microseconds, percentile);
    }

    /// <summary>The same of those since this was last asked.</summary>
    public double LatelyMilliseconds(double percentile)
    {
        lock (_gate)
        {
            var value = At(_lately, percentile);
            _lately.Reset();
            return value;
        }
    }

    public override string ToString() =>
        $"{Accepted} accepted, {BusyFinals} finals and {BusyInterims} interims busy, {Unsent} not sent, {Wrong} refused; {Milliseconds(50):F1} ms, 99th percentile {Milliseconds(99):F1}";

    private static double At(LongHistogram histogram, double percentile) =>
        histogram.TotalCount == 0 ? double.NaN : histogram.GetValueAtPercentile(percentile) / 1000.0;
}
