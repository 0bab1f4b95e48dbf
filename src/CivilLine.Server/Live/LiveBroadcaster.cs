using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Escalation;
using CivilLine.Security;
using CivilLine.Store;
using CivilLine.Telemetry;
using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary>
/// Shows what was committed: alerts and watched fragments at once, calls a few times a second. It never holds up
/// the way in, and where it falls behind or cannot send, it reads the store by version and goes on from there.
/// </summary>
internal sealed partial class LiveBroadcaster(
    CommittedUnits committed,
    AlertFeed feed,
    BreakFeed breakFeed,
    LiveCalls calls,
    LiveCallsLoader loader,
    Audience audience,
    PendingSends pending,
    IHubContext<LiveHub, ILiveClient> live,
    IHubContext<AgentHub, IAgentClient> agents,
    Roster roster,
    CivilLineMetrics metrics,
    TimeProvider time,
    ILogger<LiveBroadcaster> logger)
    : BackgroundService
{
    /// <summary>How often pages are told of calls.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(150);
    private const int CallsABeat = 100;

    private readonly CallQueue _queue = new(CallsABeat);
    private readonly SemaphoreSlim _showing = new(1);
    private CommittedUnits.Subscription? _subscription;
    private IReadOnlyList<CallView> _loaded = [];
    private long _sent;
    private long _sentIncidents;
    private volatile bool _behind;
    private bool _reload;
    private bool _breaksChanged;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Listening comes before reading: a commit between the two must not be lost.
        _subscription = committed.Subscribe();
        metrics.ObserveLiveCalls(() => calls.Count);
        metrics.ObserveQuietCalls(() => calls.QuietByOwner(time.GetUtcNow()).Values.Sum(quiet => quiet.Calls));
        metrics.ObserveMissing(() => calls.Missing);
        metrics.ObservePendingSends(() => pending.Count);
        _sent = _sentIncidents = await feed.NewestAsync(cancellationToken);
        _loaded = await loader.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _subscription?.Dispose();
        _showing.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Task.Run(() => FollowAsync(_subscription!, stoppingToken), stoppingToken),
        Task.Run(() => BeatAsync(stoppingToken), stoppingToken),
        Task.Run(() => CompleteAsync(stoppingToken), stoppingToken));

    private async Task CompleteAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var call in loader.CompleteAsync(_loaded, stopping))
                await ShowingAsync(() => _queue.Put(call), stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Thrown out of here, it would end the server when the others end.
            (_behind, _reload) = (true, true);
            Log.Behind(logger, exception);
        }
        _loaded = [];
    }

    private async Task FollowAsync(CommittedUnits.Subscription subscription, CancellationToken stopping)
    {
        await foreach (var batch in subscription.Batches.ReadAllAsync(stopping))
        {
            if (subscription.TakeMissed())
                (_behind, _reload) = (true, true);
            await ShowingAsync(() => Show(batch), stopping);
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stopping))
            if (!pending.IsFull && (_behind || _breaksChanged || _queue.HasAny))
                await ShowingAsync(() => ShowCalls(_queue.Take()), stopping);
    }

    /// <summary>One at a time; what was missed is made up for at once, and one failure stops nothing.</summary>
    private async Task ShowingAsync(Action show, CancellationToken stopping)
    {
        await _showing.WaitAsync(stopping);
        try
        {
            show();
            if (_behind && !pending.IsFull)
                await CatchUpAsync(stopping);
            if (_breaksChanged && !pending.IsFull)
                await ShowBreaksAsync(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _behind = true;
            Log.Behind(logger, exception);
        }
        finally
        {
            _showing.Release();
        }
    }

    private void Show(IReadOnlyList<CommittedUnit> batch)
    {
        var alerts = new List<AlertView>();
        var incidents = new List<IncidentView>();
        foreach (var unit in batch)
        {
            var view = calls.Put(unit.View, unit.OwnerKeyId);
            _queue.Put(view);
            _breaksChanged |= unit.Acts?.Any(taken => taken.Act is BreakAsked or BreakAnswered or BreakWithdrawn) == true;
            foreach (var alert in unit.Alerts)
            {
                alerts.Add(alert);
                metrics.AlertChanged(alert.Category, alert.Severity, alert.Detection);
            }
            if (unit.Incident is { } incident)
                incidents.Add(incident with { AgentName = view.AgentName });
            metrics.Worked(unit, roster.Now.Teams);
            foreach (var change in unit.AlertChanges)
                metrics.AlertDetected(change);
            foreach (var fragment in unit.Fragments)
                metrics.FragmentTaken(fragment.Fragment.Source);
            if (unit.Fragments.Count > 0 && unit.View.SaidMsAgo is { } lag)
                metrics.SourceLag(lag);
            foreach (var rewritten in unit.Rewritten)
                metrics.Exposed(time.GetUtcNow() - rewritten.ReceivedAt);
            if (unit.Fragments.Count + unit.Rescored.Count + unit.Rewritten.Count > 0 && audience.Has(GroupNames.Call(view.CallId)) && !pending.IsFull)
                pending.Start(live.Clients.Group(GroupNames.Call(view.CallId))
                    .Fragments([.. unit.Rewritten, .. unit.Rescored.Concat(unit.Fragments).Select(FragmentViews.Of)]));
        }
        if (alerts.Count == 0 && incidents.Count == 0)
            return;
        if (_behind || pending.IsFull)
        {
            // What is not sent now is read back later: sending later versions first would break the order.
            _behind = true;
            return;
        }
        ShowIncidents(incidents);
        if (alerts.Count == 0)
            return;
        using (Tracing.Send(alerts.Count, batch))
            ShowAlerts(alerts);
        foreach (var unit in batch)
            if (unit.Alerts.Count > 0)
                metrics.AlertSent(time.GetElapsedTime(unit.ReceivedAt));
    }

    private void ShowAlerts(IReadOnlyList<AlertView> alerts)
    {
        var news = alerts.Where(alert => alert.Version > _sent).OrderBy(alert => alert.Version).ToList();
        if (news.Count == 0)
            return;
        _sent = news[^1].Version;
        if (audience.Has(GroupNames.All))
            pending.Start(live.Clients.Group(GroupNames.All).Alerts(news));
        foreach (var team in news.Where(alert => alert.Team is not null).GroupBy(alert => alert.Team!))
            if (audience.Has(GroupNames.Team(team.Key)))
                pending.Start(live.Clients.Group(GroupNames.Team(team.Key)).Alerts([.. team]));
    }

    private void ShowIncidents(IReadOnlyList<IncidentView> incidents)
    {
        var news = incidents.Where(incident => incident.Version > _sentIncidents).OrderBy(incident => incident.Version).ToList();
        if (news.Count == 0)
            return;
        _sentIncidents = news[^1].Version;
        if (audience.Has(GroupNames.All))
            pending.Start(live.Clients.Group(GroupNames.All).Incidents(news));
        foreach (var team in news.Where(incident => incident.Team is not null).GroupBy(incident => incident.Team!))
            if (audience.Has(GroupNames.Team(team.Key)))
                pending.Start(live.Clients.Group(GroupNames.Team(team.Key)).Incidents([.. team]));
    }

    private void ShowCalls(IReadOnlyList<CallView> changed)
    {
        if (changed.Count == 0)
            return;
        if (audience.Has(GroupNames.All))
            pending.Start(live.Clients.Group(GroupNames.All).Calls(changed));
        foreach (var team in changed.Where(call => call.Team is not null).GroupBy(call => call.Team!))
            if (audience.Has(GroupNames.Team(team.Key)))
                pending.Start(live.Clients.Group(GroupNames.Team(team.Key)).Calls([.. team]));
        foreach (var call in changed)
            foreach (var group in Listening(call.AgentId, call.Team))
                pending.Start(agents.Clients.Group(group).Calls([call]));
    }

    /// <summary>All of them, from the store: they are few and seldom, and what was missed is among them.</summary>
    private async Task ShowBreaksAsync(CancellationToken stopping)
    {
        var all = await breakFeed.AllAsync(stopping);
        _breaksChanged = false;
        if (audience.Has(GroupNames.AllCare))
            pending.Start(live.Clients.Group(GroupNames.AllCare).Breaks(all));
        foreach (var team in all.Where(one => one.Team is not null).GroupBy(one => one.Team!))
            if (audience.Has(GroupNames.Care(team.Key)))
                pending.Start(live.Clients.Group(GroupNames.Care(team.Key)).Breaks([.. team]));
        foreach (var one in all)
            foreach (var group in Listening(one.AgentId, one.Team))
                pending.Start(agents.Clients.Group(group).Breaks([one]));
    }

    private IEnumerable<string> Listening(string? agent, string? team)
    {
        if (agent is not null && audience.Has(GroupNames.Agent(agent)))
            yield return GroupNames.Agent(agent);
        if (agent is not null && team is not null && audience.Has(GroupNames.Agent(agent, team)))
            yield return GroupNames.Agent(agent, team);
    }

    private async Task CatchUpAsync(CancellationToken stopping)
    {
        metrics.BroadcasterMissed();
        _breaksChanged |= _reload;
        if (_reload)
            foreach (var call in await loader.LoadAsync(stopping))
                _queue.Put(call);
        _reload = false;
        for (var count = AlertFeed.PageSize; count == AlertFeed.PageSize && !pending.IsFull;)
        {
            var incidents = await feed.IncidentsAfterAsync(_sentIncidents, stopping);
            ShowIncidents(incidents);
            count = incidents.Count;
        }
        AlertCatchUp missed;
        do
        {
            missed = await feed.AfterAsync(_sent, viewer: null, stopping);
            ShowAlerts(missed.Alerts);
        }
        while (missed.More && !pending.IsFull);
        _behind = missed.More;
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Warning, "A committed batch could not be shown; catching up from the store.")]
        public static partial void Behind(ILogger logger, Exception exception);
    }
}
