using System.Collections.Concurrent;
using CivilLine.Calls;
using CivilLine.Security;

namespace CivilLine.Live;

/// <summary>Every call that has not ended, as last committed: what a page that opens is shown first.</summary>
internal sealed class LiveCalls(Roster roster)
{
    private readonly ConcurrentDictionary<string, CallView> _calls = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);

    public int Count => _calls.Count;

    /// <returns>The view with the agent's name.</returns>
    public CallView Put(CallView call, string owner)
    {
        var named = call with { AgentName = roster.AgentName(call.AgentId) };
        if (named.EndedAt is null)
        {
            _owners[named.CallId] = owner;
            _calls[named.CallId] = named;
        }
        else
        {
            _calls.TryRemove(named.CallId, out _);
            _owners.TryRemove(named.CallId, out _);
        }
        return named;
    }

    public IReadOnlyCollection<string> Ids => [.. _calls.Keys];

    /// <returns>What is shown now; null where a commit has shown something newer than <paramref name="known"/>.</returns>
    public CallView? Replace(CallView known, CallView call)
    {
        var named = call with { AgentName = roster.AgentName(call.AgentId) };
        return _calls.TryUpdate(named.CallId, named, known) ? named : null;
    }

    /// <summary>Live calls that were not heard for longer than their sources' rhythm, by whose they are.</summary>
    public Dictionary<string, (int Calls, DateTimeOffset Since)> QuietByOwner(DateTimeOffset now)
    {
        var quiet = new Dictionary<string, (int Calls, DateTimeOffset Since)>(StringComparer.Ordinal);
        foreach (var (id, call) in _calls)
        {
            if (call.QuietAfterMs <= 0 || (now - call.LastHeardAt).TotalMilliseconds < call.QuietAfterMs)
                continue;
            var owner = _owners.GetValueOrDefault(id, "");
            var known = quiet.GetValueOrDefault(owner, (Calls: 0, Since: call.LastHeardAt));
            quiet[owner] = (known.Calls + 1, known.Since < call.LastHeardAt ? known.Since : call.LastHeardAt);
        }

        return quiet;
    }

    /// <summary>Numbered messages of live calls that never came; of a call with very many gaps, those of the last.</summary>
    public long Missing => _calls.Values.Sum(call => call.Gaps.Sum(gap => gap.Count));

    public CallView? Find(string callId) => _calls.GetValueOrDefault(callId);

    public IReadOnlyList<CallView> SeenBy(Viewer viewer) =>
        [.. _calls.Values.Where(call => viewer.Sees(call.Team, call.AgentId)).OrderByDescending(call => call.Heat)];

    public IReadOnlyList<CallView> OfAgent(string agentId) =>
        [.. _calls.Values.Where(call => call.AgentId == agentId).OrderBy(call => call.StartedAt)];
}
