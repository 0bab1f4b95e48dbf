using CivilLine.Calls;

namespace CivilLine.Live;

/// <summary>
/// Calls that changed since the pages were last told, each once and in its newest state. What a person must see
/// (a step, help, an end, an alert) goes with the next beat; the rest takes turns, so that two thousand busy calls
/// cost a page no more than a hundred.
/// </summary>
internal sealed class CallQueue(int turnsABeat)
{
    private readonly Dictionary<string, CallView> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mark> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _urgent = new(StringComparer.Ordinal);
    private readonly Queue<string> _turns = new();

    public bool HasAny => _waiting.Count > 0;

    public void Put(CallView call)
    {
        if (!_told.TryGetValue(call.CallId, out var told) || told != Mark.Of(call))
            _urgent.Add(call.CallId);
        else if (!_waiting.ContainsKey(call.CallId))
            _turns.Enqueue(call.CallId);
        _waiting[call.CallId] = call;
    }

    public IReadOnlyList<CallView> Take()
    {
        var taken = new List<CallView>(Math.Min(_waiting.Count, turnsABeat + _urgent.Count));
        foreach (var id in _urgent)
            Take(id, taken);
        _urgent.Clear();
        for (var turns = 0; turns < turnsABeat && _turns.TryDequeue(out var id);)
            if (Take(id, taken))
                turns++;
        return taken;
    }

    private bool Take(string id, List<CallView> taken)
    {
        if (!_waiting.Remove(id, out var call))
            return false;
        taken.Add(call);
        if (call.EndedAt is null)
            _told[id] = Mark.Of(call);
        else
            _told.Remove(id);
        return true;
    }

    private sealed record Mark(
        Escalation.LadderStep Step, bool Frozen, Escalation.HelpState? Help, bool Ended, int OpenAlerts, string? Headline)
    {
        public static Mark Of(CallView call) => new(
            call.Step, call.Frozen, call.Help, call.EndedAt is not null, call.OpenAlerts, call.Banner.Headline);
    }
}
