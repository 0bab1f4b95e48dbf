using System.Buffers;
using System.Threading.Channels;

namespace CivilLine.Ingest;

/// <summary>
/// What one socket sent and has no answer to yet, as bytes: what is refused is never parsed. A burst is taken as it comes. Where
/// the socket has not been read empty for longer than a burst lasts, more is sent than can be done: until that is over, what is
/// older than the target, or has more behind it than are done at a time, is refused, which is quick, and so what is taken is fresh.
/// </summary>
internal sealed class EventBacklog(int capacity, TimeSpan burst, TimeProvider time)
{
    private const int MostRefused = 512;

    /// <summary>How long after the last that was late, or that there was no room for, the sender still counts as a flood.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly Channel<Received> _channel = Channel.CreateBounded<Received>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    private long _drained = time.GetTimestamp();
    private long _floodedUntil = long.MinValue;

    /// <summary>The socket had nothing more to read until now: what comes next comes now. What it had already may be as old as this.</summary>
    public void Drained() => _drained = time.GetTimestamp();

    /// <exception cref="ChannelClosedException">It was completed.</exception>
    public ValueTask AddAsync(ReadOnlySpan<byte> message, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(message.Length);
        message.CopyTo(bytes);
        return _channel.Writer.WriteAsync(new Received(bytes, message.Length, _drained), cancellationToken);
    }

    /// <summary>There was no room for what was taken last: a flood is not over yet.</summary>
    public void Refused()
    {
        var now = time.GetTimestamp();
        if (now < _floodedUntil)
            GoOn(now);
    }

    public void Complete() => _channel.Writer.TryComplete();

    /// <returns>False once there is nothing more to come.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _channel.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the oldest: either of those that are refused, or of those that are not.</summary>
    /// <param name="window">Is emptied first; each is to be returned to the pool.</param>
    /// <param name="slice">The most that is taken to be done.</param>
    /// <param name="target">How old it may be in a flood.</param>
    public Taken Take(List<Received> window, int slice, TimeSpan target)
    {
        window.Clear();
        var (now, waited, isLate) = (time.GetTimestamp(), TimeSpan.Zero, false);
        var behind = _channel.Reader.Count;
        while (window.Count < (isLate ? MostRefused : slice) && _channel.Reader.TryPeek(out var received))
        {
            var age = time.GetElapsedTime(received.At, now);
            var isThisLate = IsLate(age, target, isFull: --behind >= slice, now);
            if (window.Count == 0)
                (waited, isLate) = (age, isThisLate);
            else if (isLate != isThisLate)
                break;
            _channel.Reader.TryRead(out _);
            window.Add(received);
        }

        return new Taken(waited, isLate, now < _floodedUntil);
    }

    /// <param name="isFull">As many are behind it as are done at a time.</param>
    private bool IsLate(TimeSpan age, TimeSpan target, bool isFull, long now)
    {
        var isFlood = now < _floodedUntil;
        // A few that a stalled server left behind are no flood, and neither is what a slow disk's target allows.
        if (age > target && (isFlood || (isFull && age > burst)))
        {
            GoOn(now);
            return true;
        }

        return isFlood && isFull;
    }

    private void GoOn(long now) => _floodedUntil = now + (long)(Calm.TotalSeconds * time.TimestampFrequency);
}

/// <param name="Waited">How long the oldest has.</param>
/// <param name="IsLate">They are to be refused.</param>
/// <param name="IsFlood">More is sent than can be done.</param>
internal readonly record struct Taken(TimeSpan Waited, bool IsLate, bool IsFlood);

/// <param name="Bytes">Of the shared pool.</param>
/// <param name="At">When it came at the earliest, as a timestamp.</param>
internal readonly record struct Received(byte[] Bytes, int Length, long At)
{
    public ReadOnlySpan<byte> Message => Bytes.AsSpan(0, Length);

    public void Return() => ArrayPool<byte>.Shared.Return(Bytes);
}
