using System.Text.Json;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>
/// Reads a script, one JSON object a line: either events of the wire contract, played in the order of the file,
/// or whole calls of the corpus (a <c>turns</c> member), started one after another and played side by side.
/// </summary>
internal static class ScriptReader
{
    /// <param name="unreadable">Told of each line that is not a JSON object; the others are still played.</param>
    public static IEnumerable<ScriptEvent> Read(
        TextReader text, ScriptSettings settings, Action<int, string> unreadable)
    {
        var calls = new List<CorpusCall>();
        var clock = new ContractClock();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Parse(line, number, unreadable) is not { } json)
                continue;
            if (json.ContainsKey("turns"))
            {
                if (CorpusCall.Read(json, number, unreadable) is { } call)
                    calls.Add(call);
            }
            else
            {
                yield return ContractEvent(json, number, clock, settings);
            }
        }
        // Only whole calls need sorting into one time line; events are streamed, however long the file is.
        foreach (var played in CallScript.Merge(calls, settings))
            yield return played;
    }

    private static JsonObject? Parse(string line, int number, Action<int, string> unreadable)
    {
        try
        {
            if (JsonNode.Parse(line) is JsonObject json)
                return json;
            unreadable(number, "is not a JSON object");
        }
        catch (JsonException fault)
        {
            unreadable(number, $"is not JSON: {fault.Message}");
        }
        return null;
    }

    private static ScriptEvent ContractEvent(JsonObject json, int number, ContractClock clock, ScriptSettings settings)
    {
        var due = clock.Due(json);
        json.Remove("at");
        // What is missing or of the wrong kind is sent as it is: judging events is the server's business.
        if (Wire.Text(json, "callId") is { } callId)
            json["callId"] = settings.CallPrefix + callId + settings.CallSuffix;
        return new ScriptEvent(due, Wire.KeyOf(json), Wire.Bytes(json), number);
    }
}
