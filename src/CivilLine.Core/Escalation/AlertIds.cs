using System.Security.Cryptography;
using System.Text;

namespace CivilLine.Escalation;

/// <summary>Ids made from what they name: the same event replayed after a crash finds the alert it raised before.</summary>
internal static class AlertIds
{
    public static string Alert(string callId, string utteranceId) => "al_" + Hash($"{callId}\n{utteranceId}");

    public static string Incident(string callId) => "in_" + Hash(callId);

    private static string Hash(string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 10));
}
