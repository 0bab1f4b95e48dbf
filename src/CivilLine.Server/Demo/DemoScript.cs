using System.Text.Json;
using CivilLine.Escalation;
using CivilLine.Transcripts;

namespace CivilLine.Demo;

/// <summary>One turn; times are seconds from the call's start.</summary>
internal sealed record DemoTurn(Speaker Speaker, double Start, double End, string Text);

/// <summary>Something the agent does on their own screen, <paramref name="At"/> seconds into the call.</summary>
internal sealed record DemoAct(double At, string Act);

/// <summary>A call to play, in the form of the corpus's whole calls; <c>demo.jsonl</c> adds when, by whom and how it ends.</summary>
/// <param name="Start">Seconds after the demo's start; null where the call waits for a free line.</param>
internal sealed record DemoCall(
    string Call,
    IReadOnlyList<DemoTurn> Turns,
    string? AgentId = null,
    double? Start = null,
    CallParty EndedBy = CallParty.Customer,
    string? Reason = null,
    IReadOnlyList<DemoAct>? Acts = null)
{
    public double Length => Turns.Max(turn => turn.End);
}

/// <summary>The scripts beside the binary: five moments on their own clock, and whole calls around them.</summary>
internal sealed record DemoScript(IReadOnlyList<DemoCall> Moments, IReadOnlyList<DemoCall> Calls)
{
    // A recorded call of half an hour says nothing more to who looks at a demo.
    private const double LongestSeconds = 300;

    public static DemoScript Load(string folder) => new(
        Read(Path.Combine(folder, "demo.jsonl")),
        [.. Read(Path.Combine(folder, "calls.jsonl")).Where(call => call.Length <= LongestSeconds)]);

    private static List<DemoCall> Read(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<DemoCall>(line, Hosting.Json.Options)!)];
}
