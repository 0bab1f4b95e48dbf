namespace CivilLine.Sources;

/// <summary>Starts a call with what its address and the configuration say of it; the vendor's words alone would open it bare.</summary>
internal sealed class CallOpenings(SourceSettings settings)
{
    private readonly Recent<string, SourceAddress> _told = new(1024);

    /// <param name="again">
    /// Also where it was told before: a delivery can be refused as busy and be lost or come again, and what is told twice
    /// is a duplicate. Finals tell again; interims, of which there are many, do not.
    /// </param>
    public void Note(string callId, SourceAddress said, EventLines events, string? language = null, bool again = false)
    {
        var call = Of(callId, said) with { Language = language };
        if (call is { AgentId: null, Team: null, Queue: null, Language: null })
            return;
        var facts = said with { CallId = callId, Team = call.Team, Queue = call.Queue, Speaker = null };
        if (!again && _told.TryGet(callId, out var told) && told == facts)
            return;
        _told.Set(callId, facts);
        events.Started(call);
    }

    /// <summary>What the vendor's own start of the call is to be completed with.</summary>
    public SourceCall Of(string callId, SourceAddress said) => new()
    {
        CallId = callId,
        AgentId = said.AgentId,
        Team = said.Team ?? settings.Team,
        Queue = said.Queue ?? settings.Queue,
    };

    public void Forget(string callId) => _told.Forget(callId);
}
