using System.Collections.Immutable;
using System.Threading.Channels;

namespace CivilLine.Store;

/// <summary>
/// Every commit, in order, to whoever listens in this process. Nobody who listens can slow the writer:
/// who falls behind loses batches, is told so, and reads what was missed from the store by version.
/// </summary>
internal sealed class CommittedUnits
{
    public const int Capacity = 4096;

    private ImmutableArray<Subscription> _subscriptions = [];

    public Subscription Subscribe()
    {
        var subscription = new Subscription(this);
        ImmutableInterlocked.Update(ref _subscriptions, (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Publish(IReadOnlyList<CommittedUnit> batch)
    {
        foreach (var subscription in _subscriptions)
            subscription.Offer(batch);
    }

    internal sealed class Subscription(CommittedUnits owner) : IDisposable
    {
        private readonly Channel<IReadOnlyList<CommittedUnit>> _batches =
            Channel.CreateBounded<IReadOnlyList<CommittedUnit>>(
                new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

        private int _missed;

        public ChannelReader<IReadOnlyList<CommittedUnit>> Batches => _batches.Reader;

        /// <summary>Whether a batch was lost since this was last asked.</summary>
        public bool TakeMissed() => Interlocked.Exchange(ref _missed, 0) != 0;

        public void Offer(IReadOnlyList<CommittedUnit> batch)
        {
            if (!_batches.Writer.TryWrite(batch))
                Volatile.Write(ref _missed, 1);
        }

        public void Dispose()
        {
            ImmutableInterlocked.Update(ref owner._subscriptions, (all, one) => all.Remove(one), this);
            _batches.Writer.TryComplete();
        }
    }
}
