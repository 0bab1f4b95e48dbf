using System.Text.Json;
using CivilLine.Transcripts;

namespace CivilLine.Sources;

/// <summary>
/// What a recogniser on one's own machines does not know and a bridge may add to each of its messages, beside the
/// recogniser's members: <c>callId</c>, <c>agentId</c>, <c>team</c>, <c>queue</c>, <c>speaker</c> in words, and
/// <c>offsetMs</c>, which says how far into the call its stream began.
/// They win over the address, which may be one for many calls.
/// </summary>
internal static class BridgeMembers
{
    /// <returns>Null where the message says something that cannot be, which is refused.</returns>
    public static SourceAddress? Over(SourceAddress said, JsonElement message, EventLines events)
    {
        if (message.TryGetProperty("offsetMs", out var offset))
        {
            said = said with { OffsetMs = offset.ValueKind == JsonValueKind.Number && offset.TryGetInt64(out var ms) ? ms : -1 };
            if (!events.CountsFrom(said.OffsetMs, idsToo: true))
                return null;
        }
        if (!message.TryGetProperty("callId", out _) && !message.TryGetProperty("speaker", out _))
            return said;
        var speaker = message.Text("speaker") switch
        {
            "customer" => Speaker.Customer,
            "agent" => Speaker.Agent,
            "unknown" => Speaker.Unknown,
            _ => said.Speaker,
        };
        return said with
        {
            CallId = message.Text("callId") ?? said.CallId,
            AgentId = message.Text("agentId") ?? said.AgentId,
            Team = message.Text("team") ?? said.Team,
            Queue = message.Text("queue") ?? said.Queue,
            Speaker = speaker,
        };
    }

    /// <returns>Null where neither message nor address names a call, which is refused.</returns>
    public static string? Call(SourceAddress said, EventLines events)
    {
        if (said.CallId is { Length: > 0 } call)
            return call;
        events.Refuse("callId", "These messages name no call: add ?callId=… to the address, or callId to each message.");
        return null;
    }
}
