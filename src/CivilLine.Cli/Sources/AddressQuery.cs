using CivilLine.Sources;
using CivilLine.Transcripts;

namespace CivilLine.Cli.Sources;

/// <summary>What stands behind the question mark of a source's address.</summary>
internal static class AddressQuery
{
    public static SourceAddress? Read(string query, out string wrong)
    {
        var address = SourceAddress.Nothing;
        wrong = "";
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (pair, "");
            switch (name)
            {
                case "callId": address = address with { CallId = value }; break;
                case "agentId": address = address with { AgentId = value }; break;
                case "team": address = address with { Team = value }; break;
                case "queue": address = address with { Queue = value }; break;
                case "speaker" when SpeakerMap.Who(value) is { } speaker: address = address with { Speaker = speaker }; break;
                case "offsetMs" when address with { OffsetMs = SourceAddress.OffsetOf(value) } is { IsOffsetWrong: false } from: address = from; break;
                case "access_token": break; // Says nothing of the call.
                default:
                    wrong = $"--address has '{pair}': callId, agentId, team, queue, speaker (customer, agent or unknown) or offsetMs (0 to 86400000) must stand there, such as callId=c-1.";
                    return null;
            }
        }
        return address;
    }
}

/// <summary><c>CHANNEL=WHO</c>, as often as it is given.</summary>
internal static class SpeakerMap
{
    public static Dictionary<string, Speaker>? Read(IEnumerable<string> pairs, out string wrong)
    {
        var map = new Dictionary<string, Speaker>(StringComparer.Ordinal);
        wrong = "";
        foreach (var pair in pairs)
        {
            var at = pair.LastIndexOf('=');
            if (at < 1 || Who(pair[(at + 1)..]) is not { } speaker)
            {
                wrong = $"--speaker has '{pair}': a channel and customer, agent or unknown must stand there, such as 0=customer.";
                return null;
            }
            map[pair[..at]] = speaker;
        }
        return map;
    }

    public static Speaker? Who(string name) =>
        Enum.TryParse<Speaker>(name, ignoreCase: true, out var speaker) && Enum.IsDefined(speaker) && !char.IsDigit(name[0]) ? speaker : null;
}
