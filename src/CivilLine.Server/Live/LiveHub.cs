using CivilLine.Calls;
using CivilLine.Care;
using CivilLine.Security;
using CivilLine.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace CivilLine.Live;

/// <summary>What a page starts from: alerts after its cursor and every live call in its sight.</summary>
internal sealed record LiveStart(
    IReadOnlyList<AlertView> Alerts, long Next, bool More, IReadOnlyList<CallView> Calls, bool BlurByDefault)
{
    /// <summary>Every open incident in sight, the last that grew first: what a page had and is not here is closed.</summary>
    public IReadOnlyList<IncidentView> Incidents { get; init; } = [];

    /// <summary>Who asked for a break in the last eight hours, the newest of each agent; empty for who reviews calls.</summary>
    public IReadOnlyList<BreakView> Breaks { get; init; } = [];
}

/// <summary><c>/hubs/live</c>: supervisors, QA and administrators, each within their teams.</summary>
[Authorize(Access.Review)]
internal sealed class LiveHub(
    Audience audience,
    OpenConnections connections,
    LiveCalls calls,
    AlertFeed feed,
    BreakFeed breaks,
    PageStarts starts,
    IDbContextFactory<MonitorDbContext> contexts)
    : AudienceHub<ILiveClient>(audience, connections)
{
    private Viewer Viewer => Viewer.From(Context.User!);

    /// <summary>
    /// Joins the caller's groups first and reads then, so that a change is in the answer, or pushed, or both; never
    /// in neither. A page keeps the highest version of each alert. With a cursor of 0 or less it gets the newest alone.
    /// </summary>
    public async Task<LiveStart> Subscribe(long after)
    {
        var viewer = Viewer;
        foreach (var group in viewer.Teams is null ? [GroupNames.All] : viewer.Teams.Select(GroupNames.Team))
            await Audience.JoinAsync(Context, Groups, group);
        var supervises = viewer.Role is Role.Supervisor or Role.Administrator;
        if (supervises)
            foreach (var group in viewer.Teams is null ? [GroupNames.AllCare] : viewer.Teams.Select(GroupNames.Care))
                await Audience.JoinAsync(Context, Groups, group);
        return await starts.RunAsync(cancel => ReadAsync(after, viewer, supervises, cancel), Context.ConnectionAborted);
    }

    public Task<AlertCatchUp> CatchUp(long after)
    {
        var viewer = Viewer;
        return starts.RunAsync(cancel => feed.AfterAsync(after, viewer, cancel), Context.ConnectionAborted);
    }

    /// <summary>The newest revision of each utterance so far; later ones are pushed.</summary>
    public async Task<IReadOnlyList<FragmentView>> Watch(string callId)
    {
        await using var db = await contexts.CreateDbContextAsync(Context.ConnectionAborted);
        var call = await db.Calls.AsNoTracking()
            .SingleOrDefaultAsync(one => one.CallId == callId, Context.ConnectionAborted);
        if (call is null || !Viewer.Sees(call.Team, call.AgentId))
            throw new HubException("There is no such call in your teams.");
        await Audience.JoinAsync(Context, Groups, GroupNames.Call(callId));
        var rows = await db.Fragments.AsNoTracking().Where(row => row.CallKey == call.Key).OrderBy(row => row.Id)
            .ToListAsync(Context.ConnectionAborted);
        return [.. CallStore.Latest(rows).Select(row => FragmentViews.Of(callId, call.Language, row))];
    }

    public Task Unwatch(string callId) => Audience.LeaveAsync(Context, Groups, GroupNames.Call(callId));

    private async Task<LiveStart> ReadAsync(long after, Viewer viewer, bool supervises, CancellationToken cancellationToken)
    {
        var changed = after > 0
            ? await feed.AfterAsync(after, viewer, cancellationToken)
            : await feed.NewestPageAsync(viewer, cancellationToken);
        return new LiveStart(changed.Alerts, changed.Next, changed.More, calls.SeenBy(viewer), BlurByDefault: true)
        {
            Incidents = await feed.OpenIncidentsAsync(viewer, cancellationToken),
            Breaks = supervises ? await breaks.SeenByAsync(viewer, cancellationToken) : [],
        };
    }
}
