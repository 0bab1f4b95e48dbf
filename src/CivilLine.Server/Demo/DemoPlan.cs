using System.Text.Json;

namespace CivilLine.Demo;

/// <summary>What to send and when, from the call's start: an event line, or what the agent does.</summary>
internal readonly record struct DemoStep(TimeSpan At, string? Line, string? Act = null);

/// <summary>Turns a script into what a recogniser would send: words as they are said, then the final text.</summary>
internal static class DemoPlan
{
    private const int WordsAnInterim = 2;

    // What streaming recognisers take between the last word and the final text.
    private const double FinalDelaySeconds = 0.25;

    public static IReadOnlyList<DemoStep> Of(DemoCall call, string callId, DemoAgent agent, DateTimeOffset startedAt)
    {
        var steps = new List<DemoStep>
        {
            new(TimeSpan.Zero, Line(new
            {
                type = "call-started", callId, agentId = agent.AgentId, team = agent.Team, queue = "inbound", startedAt,
                language = "en",
            })),
        };
        for (var i = 0; i < call.Turns.Count; i++)
            AddTurn(steps, call.Turns[i], callId, $"u-{i + 1}", i + 1);
        foreach (var act in call.Acts ?? [])
            steps.Add(new DemoStep(TimeSpan.FromSeconds(act.At), null, act.Act));
        var end = call.Length + 1;
        steps.Add(new DemoStep(TimeSpan.FromSeconds(end), Line(new
        {
            type = "call-ended", callId, endedAt = startedAt.AddSeconds(end), endedBy = call.EndedBy, reason = call.Reason,
        })));
        return [.. steps.OrderBy(step => step.At)];
    }

    private static void AddTurn(List<DemoStep> steps, DemoTurn turn, string callId, string utteranceId, int sequence)
    {
        var words = turn.Text.Split(' ');
        var revision = 0;
        for (var said = WordsAnInterim; said < words.Length; said += WordsAnInterim)
        {
            var at = turn.Start + ((turn.End - turn.Start) * said / words.Length);
            steps.Add(Fragment(string.Join(' ', words[..said]), revision++, isFinal: false, at, delay: 0));
        }
        steps.Add(Fragment(turn.Text, revision, isFinal: true, turn.End, FinalDelaySeconds));

        DemoStep Fragment(string text, int number, bool isFinal, double at, double delay) => new(
            TimeSpan.FromSeconds(at + delay),
            Line(new
            {
                callId, utteranceId, revision = number, isFinal, speaker = turn.Speaker, text,
                startMs = (long)(turn.Start * 1000), endMs = (long)(at * 1000), sequence, source = "demo",
            }));
    }

    private static string Line(object value) => JsonSerializer.Serialize(value, Hosting.Json.Options);
}
