using System.Text.Json;

namespace CivilLine.Server.Tests.Hosting;

/// <summary>Events of the wire contract, as lines.</summary>
internal static class Lines
{
    public static string NewCall() => "c-" + Guid.NewGuid().ToString("N")[..12];

    public static string Started(string callId, string? agentId = null, string? team = null) =>
        JsonSerializer.Serialize(new { type = "call-started", callId, agentId, team });

    public static string Said(
        string callId, string utteranceId, string text, int revision = 0, bool isFinal = true, string speaker = "customer",
        long? startMs = null, long? endMs = null) =>
        JsonSerializer.Serialize(new { type = "fragment", callId, utteranceId, revision, isFinal, speaker, text, startMs, endMs });

    public static string Ended(string callId, string endedBy = "customer") =>
        JsonSerializer.Serialize(new { type = "call-ended", callId, endedBy });
}
