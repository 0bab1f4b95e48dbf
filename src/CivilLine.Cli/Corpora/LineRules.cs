using System.Text.Json.Nodes;
using CivilLine.Scoring;

namespace CivilLine.Cli.Corpora;

/// <summary>What each kind of line must hold: a line said whole or in pieces, an interim with its final, a call with its turns.</summary>
internal static class LineRules
{
    private static readonly string[] Said = ["id", "split", "text", "fragments", "needs_context", "speaker", "labels", "target", "severity", "domain", "style"];
    private static readonly string[] Revised = ["id", "split", "interims", "final", "speaker", "labels", "interim_labels", "domain", "style"];
    private static readonly string[] Call = ["call", "split", "domain", "arc", "turns", "agentId", "start", "endedBy", "reason", "acts"];
    private static readonly string[] TurnOfCall = ["speaker", "start", "end", "text", "labels", "target", "severity", "style", "interims"];

    private static readonly string[] Speakers = ["customer", "agent"];
    private static readonly string[] Splits = ["train", "test"];
    private static readonly string[] Targets = ["none", "agent", "company", "situation", "self", "third_party", "customer"];
    private static readonly string[] Severities = ["none", "info", "caution", "serious", "critical"];

    public static IEnumerable<string> Faults(JsonObject line)
    {
        if (line.ContainsKey("turns"))
            return [.. Unknown(line, Call), .. OneOf(line, "split", Splits, needed: false), .. Turns(line)];
        if (line.ContainsKey("interims"))
            return [.. Unknown(line, Revised), .. OneOf(line, "split", Splits), .. OneOf(line, "speaker", Speakers), .. Labels(line, "labels"), .. Labels(line, "interim_labels")];
        return
        [
            .. Unknown(line, Said), .. OneOf(line, "split", Splits), .. OneOf(line, "speaker", Speakers), .. OneOf(line, "target", Targets),
            .. OneOf(line, "severity", Severities), .. Labels(line, "labels"), .. Words(line), .. Strength(line),
        ];
    }

    private static IEnumerable<string> Turns(JsonObject call)
    {
        if (call["turns"] is not JsonArray { Count: > 0 } turns)
            return ["turns must be a list of turns"];
        return turns.Index().SelectMany(turn => turn.Item is not JsonObject said
            ? [$"turn {turn.Index} is no object"]
            : Turn(said).Select(fault => $"turn {turn.Index}: {fault}"));
    }

    private static IEnumerable<string> Turn(JsonObject turn) =>
    [
        .. Unknown(turn, TurnOfCall), .. OneOf(turn, "speaker", Speakers), .. OneOf(turn, "target", Targets, needed: false),
        .. OneOf(turn, "severity", Severities, needed: false), .. turn.ContainsKey("labels") ? [.. Labels(turn, "labels"), .. Strength(turn)] : Array.Empty<string>(),
        .. Text(turn["text"]) ? Array.Empty<string>() : ["text must be given"],
    ];

    private static IEnumerable<string> Unknown(JsonObject line, string[] known) =>
        line.Select(member => member.Key).Except(known).Select(name => $"there is no member '{name}'");

    private static IEnumerable<string> OneOf(JsonObject line, string member, string[] values, bool needed = true)
    {
        var value = line[member];
        if (value is null ? needed : !values.Contains(value.ToString()))
            yield return $"{member} must be one of {string.Join(", ", values)}, it is {value?.ToJsonString() ?? "missing"}";
    }

    private static IEnumerable<string> Labels(JsonObject line, string member)
    {
        if (line[member] is not JsonArray labels)
            return [$"{member} must be a list of categories"];
        var names = labels.Select(label => label?.ToString() ?? "").ToArray();
        return names.Where(name => !HeadNames.TryParse(name, out _)).Select(name => $"{member}: there is no category '{name}'")
            .Concat(names.Distinct().Count() < names.Length ? [$"{member} names a category twice"] : []);
    }

    /// <summary>A label without a strength, or a strength without a label, would teach two heads opposite things.</summary>
    private static IEnumerable<string> Strength(JsonObject line)
    {
        if (line["labels"] is JsonArray labels && line["severity"] is { } severity && labels.Count == 0 != (severity.ToString() == "none"))
            yield return $"severity is {severity} with {(labels.Count == 0 ? "no label" : "a label")}";
    }

    private static IEnumerable<string> Words(JsonObject line)
    {
        var whole = line["fragments"] is JsonArray pieces ? pieces.Count > 1 && pieces.All(Text) : Text(line["text"]);
        if (!whole || line.ContainsKey("text") == line.ContainsKey("fragments"))
            yield return "either text or at least two fragments must be given, with words in each";
    }

    private static bool Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text);
}
