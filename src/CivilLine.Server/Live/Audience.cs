using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace CivilLine.Live;

/// <summary>Which groups have anybody in them, so that nothing is made ready for nobody.</summary>
internal sealed class Audience
{
    private readonly ConcurrentDictionary<string, int> _members = new(StringComparer.Ordinal);

    public bool Has(string group) => _members.ContainsKey(group);

    /// <summary>Counts before the group is joined: what is sent too early goes to nobody, what is sent too late is lost.</summary>
    public async Task JoinAsync(HubCallerContext context, IGroupManager groups, string group)
    {
        if (Of(context).TryAdd(group, 0))
            _members.AddOrUpdate(group, 1, (_, count) => count + 1);
        await groups.AddToGroupAsync(context.ConnectionId, group, context.ConnectionAborted);
    }

    public async Task LeaveAsync(HubCallerContext context, IGroupManager groups, string group)
    {
        await groups.RemoveFromGroupAsync(context.ConnectionId, group, CancellationToken.None);
        if (Of(context).TryRemove(group, out _))
            Forget(group);
    }

    public void Gone(HubCallerContext context)
    {
        foreach (var group in Of(context).Keys)
            if (Of(context).TryRemove(group, out _))
                Forget(group);
    }

    private void Forget(string group)
    {
        while (_members.TryGetValue(group, out var count))
        {
            if (count > 1 ? _members.TryUpdate(group, count - 1, count) : _members.TryRemove(new(group, count)))
                return;
        }
    }

    private static ConcurrentDictionary<string, byte> Of(HubCallerContext context)
    {
        lock (context.Items)
        {
            if (context.Items.TryGetValue(typeof(Audience), out var known))
                return (ConcurrentDictionary<string, byte>)known!;
            var groups = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
            context.Items[typeof(Audience)] = groups;
            return groups;
        }
    }
}
