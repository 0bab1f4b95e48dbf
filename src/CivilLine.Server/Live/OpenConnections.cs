using System.Collections.Concurrent;
using CivilLine.Security;
using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary>
/// Hub connections outlive the request that was judged: when the roster changes, whoever was disabled, revoked or
/// moved to other teams is cut off, and comes back, if at all, with what holds now.
/// </summary>
internal sealed class OpenConnections
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new(StringComparer.Ordinal);
    private readonly Roster _roster;

    private readonly BannerTokens _banners;

    public OpenConnections(Roster roster, BannerTokens banners)
    {
        _roster = roster;
        _banners = banners;
        roster.Changed += Review;
    }

    public void Add(HubCallerContext context) => _open[context.ConnectionId] = context;

    public void Remove(HubCallerContext context) => _open.TryRemove(context.ConnectionId, out _);

    private void Review()
    {
        foreach (var context in _open.Values)
            if (!StillHolds(Viewer.TryFrom(context.User!), context))
                context.Abort();
    }

    private bool StillHolds(Viewer? viewer, HubCallerContext context)
    {
        if (viewer is null)
            return false;
        if (context.User!.HasClaim(claim => claim.Type == AccessClaims.KeyId))
            return _roster.FindKeyById(viewer.Id) is not null;
        if (context.User!.FindFirst(AccessClaims.LentBy)?.Value is { } lentBy)
            return _banners.Holds(lentBy, viewer.AgentId!);
        return _roster.FindPerson(viewer.Id) is { } person
            && person.Role == viewer.Role
            && person.AgentId == viewer.AgentId
            && (viewer.Teams is null || viewer.Teams.SetEquals(person.Teams));
    }
}
