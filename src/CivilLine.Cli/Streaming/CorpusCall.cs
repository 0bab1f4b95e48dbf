using System.Text.Json.Nodes;

namespace CivilLine.Cli.Streaming;

/// <summary>A whole call as the corpus's calls.jsonl writes it; times in seconds from the call's start.</summary>
internal sealed record CorpusCall(string Name, string? Queue, IReadOnlyList<CorpusTurn> Turns, int Line)
{
    public static CorpusCall? Read(JsonObject json, int line, Action<int, string> unreadable)
    {
        if (Wire.Text(json, "call") is not { Length: > 0 } name)
        {
            unreadable(line, "has turns but no 'call' that names it");
            return null;
        }
        var turns = new List<CorpusTurn>();
        foreach (var node in json["turns"] as JsonArray ?? [])
        {
            if (node is not JsonObject turn
                || Wire.Text(turn, "text") is not { } text
                || Wire.Number(turn, "start") is not { } start
                || Wire.Number(turn, "end") is not { } end)
            {
                unreadable(line, $"has a turn ({turns.Count + 1}) without 'text', 'start' or 'end'");
                return null;
            }
            turns.Add(new CorpusTurn(
                Wire.Text(turn, "speaker") ?? "unknown",
                TimeSpan.FromSeconds(start),
                TimeSpan.FromSeconds(Math.Max(start, end)),
                text));
        }
        return new CorpusCall(name, Wire.Text(json, "domain"), turns, line);
    }
}

internal sealed record CorpusTurn(string Speaker, TimeSpan Start, TimeSpan End, string Text);
