using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace CivilLine.Ingest;

/// <summary>How much is in hand at once, in all and for each key. A full house answers busy and never queues without end.</summary>
internal sealed class IngestGate : IDisposable
{
    private readonly PartitionedRateLimiter<string> _keys;
    private readonly ConcurrencyLimiter _all;
    private readonly IngestOptions _options;

    public IngestGate(IOptions<IngestOptions> options)
    {
        _options = options.Value;
        _keys = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetConcurrencyLimiter(
            key, _ => Limits(_options.EventsInHandPerKey)));
        _all = new ConcurrencyLimiter(Limits(_options.EventsInHand));
    }

    /// <summary>How many events are in hand.</summary>
    public long InHand => _options.EventsInHand - (_all.GetStatistics()?.CurrentAvailablePermits ?? 0);

    /// <summary>A lease for so many events; null where the house stays full for as long as it is waited for.</summary>
    public async ValueTask<IDisposable?> EnterAsync(string keyId, int events, CancellationToken cancellationToken)
    {
        events = Math.Min(events, Math.Min(_options.EventsInHand, _options.EventsInHandPerKey));
        var key = _keys.AttemptAcquire(keyId, events) is { IsAcquired: true } free
            ? free
            : await WaitAsync(token => _keys.AcquireAsync(keyId, events, token), cancellationToken);
        if (key is null)
            return null;
        var all = _all.AttemptAcquire(events) is { IsAcquired: true } room
            ? room
            : await WaitAsync(token => _all.AcquireAsync(events, token), cancellationToken);
        if (all is not null)
            return new Lease(key, all);
        key.Dispose();
        return null;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _all.Dispose();
    }

    private async Task<RateLimitLease?> WaitAsync(
        Func<CancellationToken, ValueTask<RateLimitLease>> acquire, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.WaitMs);
        try
        {
            return await acquire(patience.Token) is { IsAcquired: true } lease ? lease : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private ConcurrencyLimiterOptions Limits(int events) => new()
    {
        PermitLimit = events,
        QueueLimit = _options.WaitingEvents,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private sealed class Lease(RateLimitLease key, RateLimitLease all) : IDisposable
    {
        public void Dispose()
        {
            all.Dispose();
            key.Dispose();
        }
    }
}
