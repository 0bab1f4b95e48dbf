using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>
/// How much is in hand at once, in all and for each key. A full house answers busy and never queues without end; keys that
/// wait are let in by turns, so that a flood waits behind itself alone.
/// </summary>
/// <param name="commit">What a commit takes at its best.</param>
internal sealed class IngestGate(IOptions<IngestOptions> options, TimeProvider time, Func<TimeSpan> commit)
{
    private const int FewestInHand = 8;
    private const int FewestInSlice = 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Key> _keys = new(StringComparer.Ordinal);
    private readonly Queue<Key> _turns = new();
    private readonly IngestOptions _options = options.Value;
    private readonly long _started = time.GetTimestamp();
    private readonly HandLimit _limit = new(
        Math.Min(FewestInHand, options.Value.EventsInHand), options.Value.EventsInHand, TimeSpan.FromMilliseconds(options.Value.TargetMs));

    private int _inHand;
    private int _senders;
    private TimeSpan? _fullSince;

    /// <summary>How many events are in hand.</summary>
    public int InHand => Volatile.Read(ref _inHand);

    /// <summary>How many may be just now.</summary>
    public int Limit => _limit.Now;

    /// <summary>What one sender hands in at a time: so much that those who send just now fill half of the house, and nobody waits.</summary>
    public int Slice => Math.Clamp(
        _limit.Now / 2 / Math.Max(2, Volatile.Read(ref _senders)), Math.Min(FewestInSlice, _options.WindowEvents), _options.WindowEvents);

    /// <summary>Whether somebody has been waiting all the time for longer than a burst takes.</summary>
    public bool IsPressed
    {
        get
        {
            lock (_gate)
                return IsLong(_fullSince);
        }
    }

    /// <summary>Somebody has something to hand in, until this is disposed.</summary>
    public Sender Begin() => new(this);

    /// <summary>How long an event may be in hand.</summary>
    public TimeSpan Target => _limit.Target;

    /// <summary>A lease for so many events; null where the house stays full for as long as it is waited for.</summary>
    /// <param name="taken">
    /// How long they have waited elsewhere already. Of a flood nothing waits here: what comes a moment later is fresher, and those
    /// who wait are the others.
    /// </param>
    public async ValueTask<IDisposable?> EnterAsync(string keyId, int events, Taken taken, CancellationToken cancellationToken)
    {
        Waiter waiter;
        TimeSpan patience;
        lock (_gate)
        {
            var key = Of(keyId);
            events = Math.Min(events, Math.Min(_options.EventsInHand, _options.EventsInHandPerKey));
            if (key.Waiters.Count == 0 && Fits(key, events))
                return Take(key, events);
            if (taken.IsFlood || key.WaitingEvents + events > _options.WaitingEvents)
            {
                Forget(key);
                return null;
            }

            waiter = new Waiter(key, events);
            key.Waiters.AddLast(waiter);
            key.WaitingEvents += events;
            if (key.Waiters.Count == 1)
                _turns.Enqueue(key);
            _fullSince ??= Elapsed();
            patience = Patience - taken.Waited;
            patience = patience > TimeSpan.Zero ? patience : TimeSpan.Zero;
        }

        try
        {
            return await waiter.Entered.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return Leave(waiter, out var lease) ? null : lease;
        }
        catch (OperationCanceledException)
        {
            if (!Leave(waiter, out var lease))
                lease.Dispose();
            throw;
        }
    }

    /// <returns>False where it was let in at the last moment.</returns>
    private bool Leave(Waiter waiter, [NotNullWhen(false)] out Lease? lease)
    {
        lock (_gate)
        {
            lease = waiter.Lease;
            if (lease is not null)
                return false;
            waiter.Key.Waiters.Remove(waiter);
            waiter.Key.WaitingEvents -= waiter.Events;
            Forget(waiter.Key);
            LetIn();
            return true;
        }
    }

    private Lease Take(Key key, int events)
    {
        key.InHand += events;
        _inHand += events;
        return new Lease(this, key, events, Elapsed(), _inHand);
    }

    private void Release(Lease lease)
    {
        lock (_gate)
        {
            var now = Elapsed();
            _limit.Done(now - lease.At, lease.InHand, now, commit());
            lease.Key.InHand -= lease.Events;
            _inHand -= lease.Events;
            Forget(lease.Key);
            LetIn();
        }
    }

    /// <summary>By turns, one of each key's; a key that has its share passes.</summary>
    private void LetIn()
    {
        for (var passed = 0; passed < _turns.Count;)
        {
            var key = _turns.Dequeue();
            if (key.Waiters.First is not { Value: var waiter })
                continue;
            if (Fits(key, waiter.Events))
            {
                key.Waiters.RemoveFirst();
                key.WaitingEvents -= waiter.Events;
                waiter.Lease = Take(key, waiter.Events);
                waiter.Entered.SetResult(waiter.Lease);
                passed = 0;
            }
            else
            {
                passed++;
            }

            if (key.Waiters.Count > 0)
                _turns.Enqueue(key);
        }

        if (_turns.Count == 0)
            _fullSince = null;
    }

    private void Forget(Key key)
    {
        if (key is { InHand: 0, Waiters.Count: 0 })
            _keys.Remove(key.Id);
    }

    /// <summary>An empty house takes whatever comes, and a key has half of it at the most.</summary>
    private bool Fits(Key key, int events) =>
        _inHand == 0
        || (_inHand + events <= _limit.Now && (key.InHand == 0 || key.InHand + events <= Math.Min(_options.EventsInHandPerKey, _limit.Now / 2)));

    /// <summary>Who waits in a house that has been full for long only makes those behind wait as well.</summary>
    private TimeSpan Patience => IsLong(_fullSince) ? _limit.Target : TimeSpan.FromMilliseconds(_options.WaitMs);

    private bool IsLong(TimeSpan? since) => since is { } full && Elapsed() - full > TimeSpan.FromMilliseconds(_options.BurstMs);

    private TimeSpan Elapsed() => time.GetElapsedTime(_started);

    private Key Of(string keyId)
    {
        if (!_keys.TryGetValue(keyId, out var key))
            _keys[keyId] = key = new Key(keyId);
        return key;
    }

    public readonly struct Sender : IDisposable
    {
        private readonly IngestGate _gate;

        public Sender(IngestGate gate)
        {
            _gate = gate;
            Interlocked.Increment(ref gate._senders);
        }

        public void Dispose() => Interlocked.Decrement(ref _gate._senders);
    }

    /// <summary>Who has something in hand or waits.</summary>
    private sealed class Key(string id)
    {
        public string Id => id;
        public int InHand { get; set; }
        public int WaitingEvents { get; set; }
        public LinkedList<Waiter> Waiters { get; } = new();
    }

    private sealed class Waiter(Key key, int events)
    {
        public Key Key => key;
        public int Events => events;
        public Lease? Lease { get; set; }
        public TaskCompletionSource<IDisposable> Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Lease(IngestGate gate, Key key, int events, TimeSpan at, int inHand) : IDisposable
    {
        private int _isReleased;

        public Key Key => key;
        public int Events => events;
        public TimeSpan At => at;
        public int InHand => inHand;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
                gate.Release(this);
        }
    }
}
