using System.Globalization;
using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>Turns whole calls into the events that a live source would have sent, in the order of their time.</summary>
internal static class CallScript
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    public static IEnumerable<ScriptEvent> Merge(IReadOnlyList<CorpusCall> calls, ScriptSettings settings) => calls
        .SelectMany((call, index) => Events(call, index * settings.Stagger, settings))
        .OrderBy(played => played.Due);

    public static IEnumerable<ScriptEvent> Events(CorpusCall call, TimeSpan start, ScriptSettings settings)
    {
        var callId = settings.CallPrefix + call.Name + settings.CallSuffix;
        var startedAt = settings.Start + (settings.Speed > 0 ? start / settings.Speed : TimeSpan.Zero);
        yield return Make(start, call.Line, new JsonObject
        {
            ["type"] = "call-started",
            ["callId"] = callId,
            ["agentId"] = settings.AgentId,
            ["team"] = settings.Team,
            ["queue"] = call.Queue,
            ["startedAt"] = startedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["language"] = "en",
        });
        for (var turn = 0; turn < call.Turns.Count; turn++)
        {
            foreach (var said in Said(call.Turns[turn], settings.Interims))
                yield return Make(start + said.Heard, call.Line, new JsonObject
                {
                    ["type"] = "fragment",
                    ["callId"] = callId,
                    ["utteranceId"] = $"u-{turn + 1}",
                    ["revision"] = said.Revision,
                    ["isFinal"] = said.IsFinal,
                    ["speaker"] = call.Turns[turn].Speaker,
                    ["text"] = said.Text,
                    ["startMs"] = (long)call.Turns[turn].Start.TotalMilliseconds,
                    ["endMs"] = (long)said.Until.TotalMilliseconds,
                    ["source"] = "stream",
                });
        }
        var last = call.Turns.Count == 0 ? TimeSpan.Zero : call.Turns.Max(turn => turn.End);
        yield return Make(start + last + Farewell, call.Line, new JsonObject
        {
            ["type"] = "call-ended",
            ["callId"] = callId,
            ["endedBy"] = "unknown",
        });
    }

    private static IEnumerable<Hearing> Said(CorpusTurn turn, bool interims) =>
        interims ? Interims.Grow(turn) : [new Hearing(0, true, turn.Text, turn.End, turn.End)];

    private static ScriptEvent Make(TimeSpan due, int line, JsonObject json)
    {
        foreach (var absent in json.Where(member => member.Value is null).Select(member => member.Key).ToArray())
            json.Remove(absent);
        return new ScriptEvent(due, Wire.KeyOf(json), Wire.Bytes(json), line);
    }
}
