namespace CivilLine.Store;

/// <summary>
/// Follows what was committed, behind the commit, so that it costs the way in nothing. Subscribed before the server
/// listens: nothing committed is missed but what a full subscription drops under load.
/// </summary>
internal abstract class CommittedFollower(CommittedUnits committed) : BackgroundService
{
    private CommittedUnits.Subscription? _subscription;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = committed.Subscribe();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        base.Dispose();
    }

    protected abstract void Take(CommittedUnit unit);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var batch in _subscription!.Batches.ReadAllAsync(stoppingToken))
            foreach (var unit in batch)
                Take(unit);
    }
}
