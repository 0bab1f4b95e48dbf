using System.Text.Json;
using System.Text.Json.Nodes;
using CivilLine.Evidence;
using CivilLine.Hosting;

namespace CivilLine.Review.Evidence;

/// <summary>A pack as a chain: what it is, the versions, the call, each alert as it ended, then all that happened, in order of time.</summary>
internal static class EvidenceJson
{
    public static JsonObject Of(EvidencePack pack) => EvidenceChain.Build(
    [
        ("pack", new JsonObject { ["callId"] = pack.Call.CallId, ["note"] = EvidencePack.Note }),
        ("versions", Node(pack.Versions)),
        ("call", Node(pack.Call)),
        .. pack.Alerts.Select(alert => ("alert", Node(alert))),
        .. Timeline(pack),
    ]);

    private static IEnumerable<(string, JsonNode)> Timeline(EvidencePack pack) =>
        pack.Said.Select(one => (one.ReceivedAt, Kind: "said", Node: Node(one)))
            .Concat(pack.AlertChanges.Select(one => (one.At, "alertChange", Node(one))))
            .Concat(pack.Warnings.Select(one => (one.At, "warning", Node(one))))
            .Concat(pack.Steps.Select(one => (one.At, "step", Node(one))))
            .Concat(pack.Told.Select(one => (one.At, "told", Node(one))))
            // OrderBy is stable: what came at one moment stays in the order words, alerts, warnings, steps, people.
            .OrderBy(one => one.Item1).Select(one => (one.Item2, one.Item3));

    private static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, Json.Options)!;
}
